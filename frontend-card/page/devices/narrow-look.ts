import { css } from "lit";

/** On a phone a row has two lines: its name, and beside it what is wrong above the figures. */
export const narrowLook = css`
  .narrow .row {
    grid-template: "name state state state" auto "name battery link seen" auto / minmax(0, 1fr) auto auto auto;
    align-content: center;
    row-gap: 2px;
    column-gap: 12px;
    height: 68px;
  }
  .narrow .row > div {
    grid-area: var(--place);
  }
  .narrow .row > .state {
    display: flex;
    justify-content: end;
    align-items: baseline;
    gap: 6px;
  }
  .narrow .row > :is(.battery, .link, .seen) {
    font-size: 13px;
    line-height: 18px;
  }
  .narrow .row > :is(.battery, .link, .seen) > .quiet {
    display: none;
  }
  .narrow .row > .seen {
    justify-items: end;
    text-align: end;
  }
  .narrow .word {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .narrow .points {
    display: none;
  }
  .name {
    --place: name;
  }
  .state {
    --place: state;
  }
  .battery {
    --place: battery;
  }
  .link {
    --place: link;
  }
  .seen {
    --place: seen;
  }
  .narrow .heads {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .narrow .choice,
  .narrow .search {
    flex: 1 1 130px;
  }
  .narrow .search {
    flex-basis: 100%;
  }
`;
