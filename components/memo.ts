import { Component, type ComponentType, h } from 'preact';

/** Whether two pieces of plain data read the same; functions count as the same when they are identical. */
export function sameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) =>
    sameData((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
  );
}

/**
 * Skips drawing when the already formatted props read the same as last time.
 * Inside, an empty text is drawn as nothing at all: Preact would write it to the page again and again.
 */
export function memo<Props extends object>(Inner: ComponentType<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !sameData(this.props, next);
    }
    override render(props: Props) {
      return h(Inner, props);
    }
  };
}
