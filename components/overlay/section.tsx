import type { ComponentChildren } from 'preact';
import { Icon } from '../controls/icon.tsx';

export interface SectionHeadProps {
  readonly title: ComponentChildren;
  readonly aside: ComponentChildren;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** A heading that answers the question; pressing it shows or hides the explanation. */
export function SectionHead({ title, aside, open, onToggle }: SectionHeadProps) {
  return (
    <h3>
      <button type="button" class="section-head" aria-expanded={open} onClick={() => onToggle(!open)}>
        <span class="section-title">{title}</span>
        <span class="push label keep">{aside}</span>
        <Icon name="chevron" turned={open} />
      </button>
    </h3>
  );
}
