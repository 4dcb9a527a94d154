// What comes in as an article, whatever it came as.

/** A line of what came in, and whether it belongs to the article. */
export interface Line {
  text: string;
  kept: boolean;
}

export interface Intake {
  /** The article, a line for each paragraph. */
  text: string;
  /** What the file says of itself; empty where it says nothing. `date` is YYYY-MM-DD. */
  title: string;
  date: string;
  /** All that came in, where parts of it were left out: navigation, captions, related links. Kept lines make up `text`. */
  lines?: Line[];
}

/** A text that says nothing of itself. */
export function plainIntake(text: string): Intake {
  return { text, title: "", date: "" };
}

/** The intake with all that was left out put back. */
export function whole({ lines, ...intake }: Intake): Intake {
  return lines ? { ...intake, text: lines.map(({ text }) => text).join("\n") } : intake;
}
