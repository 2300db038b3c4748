import { css } from "lit";

/** On a phone a row has two lines: its name with what is wrong, and below it the figures. */
export const narrowLook = css`
  .narrow .row {
    grid-template: "name name state" auto "battery link seen" auto / minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.2fr);
    align-content: center;
    row-gap: 4px;
    column-gap: 12px;
    height: 92px;
  }
  .narrow .row > div {
    grid-area: var(--place);
  }
  .narrow .row > div > .open {
    min-height: 44px;
  }
  .narrow .row > .state {
    justify-items: end;
    text-align: end;
  }
  .narrow .row > .seen {
    text-align: end;
  }
  .narrow .row > :is(.battery, .link, .seen) {
    font-size: 13px;
    line-height: 18px;
  }
  .narrow .row > :is(.link, .seen) > .quiet {
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
