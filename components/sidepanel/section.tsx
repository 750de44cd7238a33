import type { ComponentChildren } from 'preact';

export interface SectionProps {
  readonly title: ComponentChildren;
  readonly id: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section class="panel-section" data-id={id} aria-labelledby={`title-${id}`}>
      <h2 class="row panel-title" id={`title-${id}`}>
        <span class="section-title">{title}</span>
        {aside && <span class="push label keep">{aside}</span>}
      </h2>
      {children}
    </section>
  );
}
