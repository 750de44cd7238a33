import type { ResetTone, StepView } from '../views/reset-view.ts';

const WIDTH = 296;
const EDGE = 22;

/** Where in flush and recovery the pair is. The state's word beside it says the same. */
export function Stepper({ steps, tone }: { steps: readonly StepView[]; tone: ResetTone }) {
  const gap = (WIDTH - 2 * EDGE) / (steps.length - 1);
  const toX = (index: number) => EDGE + index * gap;
  const lines = (wanted: boolean) =>
    steps
      .flatMap(({ reached }, index) =>
        index > 0 && (reached !== 'ahead') === wanted ? [`M${toX(index - 1) + 8} 8H${toX(index) - 8}`] : [],
      )
      .join('');
  return (
    <svg class="stepper" viewBox={`0 0 ${WIDTH} 31`} width="100%" aria-hidden="true">
      <path d={lines(false)} class="step-line" />
      <path d={lines(true)} class="step-line done" />
      {steps.map(({ word, reached }, index) => (
        <g key={index} class={`step ${reached} ${reached === 'now' ? tone : ''}`}>
          <circle cx={toX(index)} cy="8" r="5" />
          {reached === 'now' && <circle cx={toX(index)} cy="8" r="2.4" class="core" />}
          <text
            x={index === 0 ? 0 : index === steps.length - 1 ? WIDTH : toX(index)}
            y="27"
            text-anchor={index === 0 ? 'start' : index === steps.length - 1 ? 'end' : 'middle'}
          >
            {word}
          </text>
        </g>
      ))}
    </svg>
  );
}
