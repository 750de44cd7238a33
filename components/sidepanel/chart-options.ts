import {
  type ChartOptions,
  ColorType,
  CrosshairMode,
  type DeepPartial,
  LineStyle,
  TickMarkType,
  type Time,
  type TimeChartOptions,
  type UTCTimestamp,
} from 'lightweight-charts';
import { type Ms, SECOND } from '../../core/domain/time.ts';
import { formatDate, formatDateTime } from '../format/date.ts';
import { formatClockMinute } from '../format/time.ts';
import type { ChartColours } from './chart-colours.ts';

/** The library counts seconds and knows no time zones: it is given this machine's local time as if it were UTC. */
export function toChartTime(time: Ms): UTCTimestamp {
  return ((time - zoneOffset()) / SECOND) as UTCTimestamp;
}

export function fromChartTime(time: Time): Ms {
  return (time as UTCTimestamp) * SECOND + zoneOffset();
}

/** One offset for all times, so that they keep ascending where summer time ends. */
function zoneOffset(): Ms {
  return new Date().getTimezoneOffset() * 60 * SECOND;
}

export function optionsOf(colours: ChartColours): DeepPartial<TimeChartOptions & ChartOptions> {
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      textColor: colours.muted,
      fontFamily: colours.font,
      fontSize: 10,
      // The notice the library's licence asks for stands at the foot of the panel.
      attributionLogo: false,
      panes: { enableResize: true, separatorColor: colours.line, separatorHoverColor: colours.edge },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.line, style: LineStyle.Dotted } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.edge, labelBackgroundColor: colours.edge },
      horzLine: { color: colours.edge, labelBackgroundColor: colours.edge },
    },
    rightPriceScale: { borderColor: colours.line, minimumWidth: 56 },
    timeScale: {
      borderColor: colours.line,
      timeVisible: true,
      secondsVisible: false,
      tickMarkMaxCharacterLength: 6,
      tickMarkFormatter: (time: Time, type: TickMarkType) =>
        type >= TickMarkType.Time ? formatClockMinute(fromChartTime(time)) : formatDate(fromChartTime(time)),
    },
    localization: { timeFormatter: (time: Time) => formatDateTime(fromChartTime(time)) },
  };
}
