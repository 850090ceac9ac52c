import type { ReactNode } from "react";
import { letterTo } from "@/api/deliveries";
import "./letter.css";

interface Props {
  owner: string;
  month: string;
  county: string;
  children: ReactNode;
}

/** A department's letter: the page to print, the PDF to keep, the file for Word to edit. */
export function LetterLinks({ owner, month, county, children }: Props) {
  return (
    <span className="letter-links">
      <a href={letterTo(owner, month, county, "html")} target="_blank" rel="noreferrer">
        {children}
      </a>
      <a
        className="note"
        href={letterTo(owner, month, county, "pdf")}
        target="_blank"
        rel="noreferrer"
        aria-label={`PDF ${owner}`}
      >
        PDF
      </a>
      <a className="note" href={letterTo(owner, month, county, "docx")} aria-label={`Word ${owner}`}>
        Word
      </a>
    </span>
  );
}
