import type { Words } from "../words";
import type { photo as zh } from "../zh/photo";

export const photo: Words<typeof zh> = {
  title: "Photos",
  lead: "Who looked is written down",
  none: "No photos yet",
  of: "Of",
  take: "Take a photo ({{of}})",
  busy: "Making the photo smaller",
  sent: "{{n}} sent",
  waits: "{{n}} in the phone",
  refused: "A photo ({{of}}) was not taken: ",
  forget: "Delete it",
  nowhere: "No network, and the day was not taken along: the photo was not kept.",
  noPicture: "This is no photo, or the phone cannot open it. Please take it again.",
  visit: "House and papers; no faces",
};
