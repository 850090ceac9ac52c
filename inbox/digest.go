package inbox

import (
	"fmt"
	"maps"
	"slices"

	"dixian/calendar"
)

// digestHour is when the digest of a day is made, so that it lies there when the
// office opens. No document sets it.
const digestHour = 8

// Digests are the day's messages to everybody for whom something waits.
func Digests(standings []Standing, people *People, today calendar.Date) []Message {
	counts := map[string]Tally{}
	for _, s := range standings {
		for _, login := range people.toTell(s.Owners, s.Of, s.Division, s.Household) {
			t := counts[login]
			t.add(s.Tally)
			counts[login] = t
		}
	}
	var out []Message
	for _, login := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Message{Key: fmt.Sprintf("%s/%d/%s", Digest, today, login), To: login, Kind: Digest, Tally: counts[login]})
	}
	return out
}
