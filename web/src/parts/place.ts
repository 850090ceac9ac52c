/**
 * A place as people say it: official names of villages end in the name of their
 * committee (黎平所村村民委员会), which is left out where there is little room.
 */
export const shortPlace = (text: string) =>
  text.replace(/村?村民委员会/g, "村").replace(/(?:社区)?居民委员会/g, "社区");
