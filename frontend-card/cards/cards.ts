import "../ask-card/card.ts";
import "../memory-card/card.ts";
