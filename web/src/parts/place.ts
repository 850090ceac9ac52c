const peoples = "(?:布依族|仡佬族|土家族|苗族|侗族|水族|彝族|回族)+自治";

/**
 * A place as people say it: official names of villages end in the name of their
 * committee (黎平所村村民委员会), those of autonomous counties and prefectures name
 * their peoples (威宁彝族回族苗族自治县), which is left out where there is little room.
 */
export const shortPlace = (text: string) =>
  text
    .replace(/村?村民委员会/g, "村")
    .replace(/(?:社区)?居民委员会/g, "社区")
    .replace(new RegExp(`${peoples}(?=[县州])`, "g"), "");

const aboveTown = /^.+?省.+?[州市].+?[县市区](?=..)/;

/** The village of a path, for who works there and knows what lies above: 黎平所村. */
export function nearPlace(text: string): string {
  const short = shortPlace(text);
  if (short.includes("省") && !aboveTown.test(short)) return short;
  return short.replace(aboveTown, "").replace(/^.+?(?:街道|乡|镇)(?=..)/, "");
}

/** A county or prefecture on a map, without the word for what it is where two characters are left: 威宁, 凯里. */
export function mapPlace(name: string): string {
  const short = shortPlace(name);
  return short.length > 2 ? short.replace(/(?:特区|[县市区州])$/, "") : short;
}
