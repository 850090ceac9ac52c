package document

import (
	"strings"

	"dixian/division"
)

// committee is a village's committee, to which anybody may turn.
func committee(t *division.Table, village division.Code) string {
	name := t.FullName(village)
	switch {
	case strings.HasSuffix(name, "委员会"):
		return name
	case strings.HasSuffix(name, "社区"):
		return name + "居民委员会"
	}
	return name + "村民委员会"
}

// office is the government of a town, a county or a city.
func office(t *division.Table, code division.Code) string {
	name, ok := t.Name(code)
	switch {
	case !ok:
		return code.String()
	case strings.HasSuffix(name, "街道"):
		return name + "办事处"
	}
	return name + "人民政府"
}
