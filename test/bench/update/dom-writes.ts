/** One write to the DOM that can be taken back and made again. */
export interface DomWrite {
  undo(): void;
  redo(): void;
}

/** The writes behind mutation records, as hand-written code that knows its nodes would make them. */
export function replayable(records: readonly MutationRecord[]): DomWrite[] {
  return records.map((record) => {
    switch (record.type) {
      case 'characterData':
        return textWrite(record.target as Text, record.oldValue ?? '');
      case 'attributes':
        return attributeWrite(record.target as Element, record.attributeName ?? '', record.oldValue);
      default:
        return childWrite(record);
    }
  });
}

function textWrite(node: Text, before: string): DomWrite {
  const after = node.data;
  return {
    undo: () => {
      node.data = before;
    },
    redo: () => {
      node.data = after;
    },
  };
}

function attributeWrite(element: Element, name: string, before: string | null): DomWrite {
  const after = element.getAttribute(name);
  const set = (value: string | null) =>
    value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
  return { undo: () => set(before), redo: () => set(after) };
}

function childWrite({ target, addedNodes, removedNodes, nextSibling }: MutationRecord): DomWrite {
  const added = [...addedNodes];
  const removed = [...removedNodes];
  const put = (nodes: readonly Node[]) => {
    const before = nextSibling?.parentNode === target ? nextSibling : null;
    for (const node of nodes) target.insertBefore(node, before);
  };
  const drop = (nodes: readonly Node[]) => {
    for (const node of nodes) node.parentNode?.removeChild(node);
  };
  return {
    undo: () => {
      drop(added);
      put(removed);
    },
    redo: () => {
      drop(removed);
      put(added);
    },
  };
}
