import { createRoot } from "react-dom/client";
import "virtual:tokens.css";
import "./theme/base.css";
import "./parts/parts.css";
import { App } from "./app/App";
import { showPrefs } from "./app/prefs";
import { startLanguages } from "./i18n";

showPrefs();
await startLanguages();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
