import "../ask-card/card.ts";
import "../chart-card/card.ts";
import "../memory-card/card.ts";
import "../status-card/card.ts";
