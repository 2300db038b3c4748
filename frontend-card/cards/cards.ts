import "./ask-card.ts";
import "./memory-card.ts";
