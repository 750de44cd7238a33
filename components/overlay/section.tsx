import type { ComponentChildren } from 'preact';
import { Icon } from '../controls/icon.tsx';

export interface SectionProps {
  readonly id: string;
  readonly title: ComponentChildren;
  readonly aside: ComponentChildren;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ComponentChildren;
}

/** A part of the card whose heading answers the question and whose body explains it. */
export function Section({ id, title, aside, open, onToggle, children }: SectionProps) {
  return (
    <section class="section" data-id={id}>
      <h3>
        <button type="button" class="section-head" aria-expanded={open} onClick={onToggle}>
          <span class="section-title">{title}</span>
          <span class="push label keep">{aside}</span>
          <Icon name="chevron" turned={open} />
        </button>
      </h3>
      {open && children}
    </section>
  );
}
