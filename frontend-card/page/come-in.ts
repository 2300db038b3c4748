import type { LitElement, ReactiveController } from "lit";
import { acceptInvitation } from "../data/http.ts";
import { invitationIn } from "./address.ts";
import { sentenceOf } from "./look/sentence-of.ts";

/** Whoever opens the page by the link of an invitation is let in by it; the link stays in no history. */
export class ComeIn implements ReactiveController {
  /** Why a link did not let in. */
  refused = "";
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("hashchange", this.#comeBy);
  }

  hostDisconnected(): void {
    window.removeEventListener("hashchange", this.#comeBy);
  }

  /** Answers whether somebody was let in. */
  async accept(): Promise<boolean> {
    const code = invitationIn(location.hash);
    if (code === undefined) return false;
    history.replaceState(null, "", location.pathname);
    this.refused = await acceptInvitation(code).then(
      () => "",
      (error: unknown) => sentenceOf(error),
    );
    this.#host.requestUpdate();
    return this.refused === "";
  }

  /** Where the page was open already: it begins anew as whom the link signed in. */
  #comeBy = async () => {
    if (await this.accept()) location.reload();
  };
}
