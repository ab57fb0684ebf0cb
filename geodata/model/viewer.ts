/** Who asks. Operators and communes see what the public sees until filings give them rows of their own. */
export interface Viewer {
  role: "public" | "commune" | "operator" | "planner" | "admin";
}

/** Who asks without saying who they are. */
export const PUBLIC_VIEWER: Viewer = { role: "public" };
