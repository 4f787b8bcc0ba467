/** The light theme's looks, in brief, so that a snapshot opened in a browser looks like the page. */
export const STYLE = `
svg { --ink: #1b1d21; --muted: #5f6168; --panel: #fff; --sunken: #f1efe8; --line: #e4e1d9; --edge: #8f8b81;
  --grid: #e9e7e0; --axis: #857f73; --danger: #b3261e; --truth: #1b1d21; --estimate: #1f5fa8;
  --task-click: #1f5fa8; --task-watchTime: #4a8cd0; --task-like: #b4530a; --task-rating: #c4761a;
  --task-click-ink: #1a4f8e; --task-watchTime-ink: #35719f; --task-like-ink: #9c4406;
  --task-rating-ink: #96600f; background: #fff; font: 12px system-ui, sans-serif; }
text:not([fill]) { fill: var(--ink) }
:is(.axis text, .tick, .label, .pol-tick, .bias-tick, .change text):not([fill]) { fill: var(--muted) }
.heading { font-weight: 600 } .label[data-alarm][data-alarm][data-alarm] { fill: var(--danger); font-weight: 600 }
[data-reading] .name { opacity: 0 }
.grid line, .bias-grid, .pol-gridline { stroke: var(--grid) } .axis line, .pol-zero { stroke: var(--axis) }
.haloed { stroke: #fff; stroke-width: 3px; paint-order: stroke } [data-off] { opacity: 0.35 }
.cursor { stroke: var(--axis); stroke-dasharray: 2 2 }
.change line { stroke: var(--axis); stroke-dasharray: 1 2 }
.truth, .bias-truth { fill: none; stroke: var(--truth); stroke-width: 1.75 } .truth.thin { stroke-width: 1 }
.truth-mark { fill: var(--truth) } .estimate { fill: var(--estimate) }
.whisker { stroke: var(--estimate); stroke-width: 1.5 }
.learned, .bias-ring { fill: #fff; stroke: var(--estimate); stroke-width: 1.75 }
.learned[data-on] { fill: var(--estimate) } .sign { fill: none; stroke: var(--ink) }
.violin { fill-opacity: 0.42 } .mean { stroke: #fff } .even { stroke: var(--axis); stroke-dasharray: 3 3 }
.band[data-on], .violin[data-on], .mark, .bias-pointed { stroke: var(--ink) } .bias-pointed { fill: none }
.curve { fill: none; stroke-width: 2 } .curve.other { stroke-width: 1 }
.spark-area { fill: var(--estimate); fill-opacity: 0.16 }
.spark-line, .bias-course { fill: none; stroke: var(--estimate); stroke-width: 1.5 }
.bias-perfect { stroke: var(--truth); stroke-width: 1.5 }
.bias-running { fill: none; stroke: var(--edge); stroke-dasharray: 2 3 } .bias-heat { fill: var(--task-click) }
.bias-bar { fill: var(--edge) } .bias-logged { fill: #fff; stroke: var(--ink) }
.bias-observed-line { fill: none; stroke: var(--task-click); stroke-dasharray: 3 2 }
.bias-observed, .bias-world { fill: var(--task-click) } .pol-curve { --curve: var(--ink) }
.pol-curve[data-series='1'] { --curve: var(--axis) }
.pol-curve polyline, .pol-curve path { fill: none; stroke: var(--curve); stroke-opacity: 0.5 }
.pol-curve line { stroke: var(--curve); stroke-width: 2 }
.pol-curve circle { fill: #fff; stroke: var(--curve); stroke-width: 2 }
.pol-curve[data-series='0'] circle { fill: var(--curve) }
`;
