interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Runs inside a page: what does not fit its place there, a line each. */
export function misfits(): string[] {
  const found: string[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  const names = new Map<Document | ShadowRoot, string>();
  for (const element of document.querySelectorAll('*')) {
    if (!element.shadowRoot) continue;
    roots.push(element.shadowRoot);
    names.set(element.shadowRoot, element.closest('figure')?.id ?? '');
  }
  for (const root of roots) {
    const surface = root.querySelector('.fp');
    if (surface) inspect(surface, names.get(root) ?? '');
  }
  return found;

  function inspect(surface: Element, scene: string): void {
    const frame = surface.getBoundingClientRect();
    const report = (what: string, text: string) => found.push(`${scene} ${what}: ${text}`.trim());
    const texts: { element: Element; text: string; box: Box }[] = [];
    const walk = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || element.localName === 'title' || isHidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const box = visiblePart(whole, element, surface);
        if (box.right - box.left < 1) continue;
        texts.push({ element, text, box });
        if (whole.left < frame.left - 1 || whole.right > frame.right + 1) report('leaves its surface', text);
      }
    }
    for (const element of surface.querySelectorAll('*')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (isHidden(element) || overflowX === 'visible' || !element.textContent) continue;
      // What may be cut says so with dots, and in full in its title.
      if (textOverflow === 'ellipsis' && element.closest('[title]')) continue;
      if (element.scrollWidth > element.clientWidth + 1) report('is cut', element.textContent);
    }
    // Texts that are drawn over one another; those of one line meet at most in their side bearings.
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        // A text cut with dots is measured twice.
        if (other.element === one.element && other.text === one.text) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const apart = isAbove(one.element, other.element);
        if (wide > 1 && high > 4 && !apart) report('overlap', `${one.text} / ${other.text}`);
      }
    }
  }

  /** What is scrolled out of sight collides with nothing. */
  function visiblePart(whole: Box, element: Element, surface: Element): Box {
    const { left, right } = whole;
    let { top, bottom } = whole;
    for (let at: Element | null = element; at && at !== surface; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === 'visible') continue;
      const clip = at.getBoundingClientRect();
      top = Math.max(top, clip.top);
      bottom = Math.min(bottom, clip.bottom);
    }
    return bottom > top ? { left, right, top, bottom } : { left: 0, right: 0, top: 0, bottom: 0 };
  }

  /** A menu lies over what is below it on purpose. */
  function isAbove(one: Element, other: Element): boolean {
    return one.closest('.menu') !== other.closest('.menu');
  }

  function isHidden(element: Element): boolean {
    const { visibility, opacity, clipPath } = getComputedStyle(element);
    if (visibility === 'hidden' || opacity === '0' || clipPath !== 'none') return true;
    if (element.closest('.spoken, select, option, noscript')) return true;
    const box = element.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1;
  }
}
