import { css, unsafeCSS } from "lit";

/** Home Assistant's own colours for graphs, under which each theme has others; without a theme, ours. */
const TONES = ["accent", "warn", "good", "bad"].map((name) => `var(--${name})`);
const toneRules = Array.from({ length: 8 }, (_, index) => {
  const own = index === 0 ? "var(--accent)" : `var(--color-${index + 1}, ${TONES[index % TONES.length]})`;
  return `.tone-${index} { --tone: ${own}; color: var(--tone); }`;
}).join("\n");

export const chartsLook = css`
  :host {
    container-type: inline-size;
    padding: 12px 16px;
    min-width: 0;
  }
  figure {
    display: flex;
    flex-direction: column;
    height: 100%;
    margin: 0;
  }
  h2 {
    font-size: var(--ha-font-size-l, 16px);
    line-height: 24px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  ${unsafeCSS(toneRules)}
  .ink {
    color: var(--quiet);
  }
  .grid {
    color: var(--line);
  }
  .legend,
  .names {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .legend li,
  .names li {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .legend i,
  .names i {
    flex: none;
    width: 12px;
    height: 12px;
    border-radius: 3px;
    background: var(--tone);
  }
  .legend i.soft {
    background: color-mix(in srgb, var(--tone) 30%, transparent);
  }
  .legend b {
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .when {
    margin-inline-start: auto;
    font-size: 13px;
  }
  .units {
    display: flex;
    justify-content: space-between;
    min-height: 4px;
    color: var(--quiet);
    font-size: 12px;
    line-height: 16px;
  }
  .stage {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    border-radius: 4px;
    touch-action: pan-y;
  }
  .plot {
    flex: 1 1 200px;
    min-height: 160px;
    overflow: hidden;
  }
  .plot.bare {
    flex: 0 0 44px;
    min-height: 0;
  }
  .band-name {
    font-size: 12px;
    line-height: 18px;
    color: var(--quiet);
    unicode-bidi: plaintext;
  }
  .band {
    position: relative;
    height: 22px;
    border-radius: 4px;
    background: var(--wash);
    overflow: hidden;
  }
  .band i {
    position: absolute;
    inset-block: 0;
    background: color-mix(in srgb, var(--tone) 55%, transparent);
    font-style: normal;
  }
  .band span {
    display: none;
  }
  .names {
    color: var(--quiet);
    font-size: 12px;
    line-height: 18px;
  }
  .over {
    position: absolute;
    inset-block: 0 28px;
    pointer-events: none;
  }
  .over i {
    position: absolute;
    inset-block: 0;
  }
  .gap {
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--text) 26%, transparent) 0 1.5px,
      color-mix(in srgb, var(--text) 5%, transparent) 1.5px 7px
    );
  }
  .moment {
    border-left: 1px dashed var(--quiet);
  }
  .live {
    right: 0;
    border-right: 2px solid var(--good);
    opacity: 0.7;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .spans {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 2px;
  }
  .spans button {
    min-width: 44px;
    min-height: 44px;
    padding: 0 8px;
    border: 0;
    border-radius: 22px;
    background: none;
    color: var(--quiet);
    font-size: 13px;
    white-space: nowrap;
  }
  .spans button[aria-pressed="true"] {
    background: var(--tint);
    color: var(--accent);
    font-weight: 500;
  }
  .hollow {
    padding: 24px 0;
    color: var(--quiet);
    text-align: center;
  }
  .hollow .button {
    margin-top: 12px;
  }
  .coming {
    flex: 1 1 280px;
    min-height: 200px;
    border-radius: 8px;
    background: var(--wash);
  }
  .empty {
    text-align: center;
  }
  /* What uPlot needs of its own style sheet. */
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis,
  .u-select,
  .u-cursor-pt {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .u-select {
    background: var(--tint);
    pointer-events: none;
  }
  .u-cursor-pt {
    top: 0;
    left: 0;
    border: 0 solid;
    border-radius: 50%;
    pointer-events: none;
    background-clip: padding-box !important; /* uPlot sets the background inline */
  }
  .u-off {
    display: none;
  }
`;
