import "../ask-card/card.ts";
import "../badge/badge.ts";
import "../chart-card/card.ts";
import "../features/last-changed.ts";
import "../health-card/card.ts";
import "../memory-card/card.ts";
import "../status-card/card.ts";
import "../strategy/strategy.ts";
