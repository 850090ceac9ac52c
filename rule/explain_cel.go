package rule

import "strings"

// explainCEL puts the checker's message into our words.
func explainCEL(m string) (what, cure string) {
	switch {
	case strings.HasPrefix(m, "undeclared reference to"):
		name := strings.Split(m, "'")[1]
		if name == "_/_" || name == "_%_" {
			return "the language has no division", "multiply the other side: a / b > c is written a > c * b"
		}
		return "there is no function " + name, "use a function of the language page; a new value is a fact of its own"
	case strings.HasPrefix(m, "found no matching overload"):
		return mismatch(m)
	case strings.HasPrefix(m, "expected type 'bool'"):
		return "&&, || and ! join conditions: " + m, "compare the value with something"
	case strings.Contains(m, "<EOF>"):
		return "the expression ends too early", "finish it; texts stand in single quotes"
	case strings.Contains(m, "Syntax error: "):
		m, _, _ = strings.Cut(m, " expecting ")
		return strings.ToLower(m[:1]) + m[1:], "mend the expression; texts stand in single quotes"
	}
	return m, "mend the expression by the language page"
}

// mismatch reads "found no matching overload for '_*_' applied to '(share, share)'"
// or "… for 'within' applied to 'date.(int)'".
func mismatch(m string) (what, cure string) {
	parts := strings.Split(m, "'")
	if len(parts) < 4 {
		return m, "mend the expression by the language page"
	}
	name, args := parts[1], parts[3]
	sign := strings.Trim(name, "_@")
	args = strings.NewReplacer("(", "", ")", "", ".", ", ", "string", "text").Replace(args)
	args = strings.TrimSuffix(args, ", ")
	if asOfFunctions[name] {
		args = strings.TrimSuffix(strings.TrimSuffix(args, "date"), ", ") // the as-of date that nobody wrote
	}
	switch sign {
	case "?_:":
		sign, cure = "? :", "a condition, then two values of one type"
	case "+", "-":
		cure = "money goes with money, a whole number with one of its unit; dates move by x.plus_months(n), texts are not put together"
		if name == "-_" {
			cure = "write 0 - x, or yuan(0) - x"
		}
	case "*":
		cure = "money takes a whole number or one share, a whole number takes a bare one"
	case "!":
		cure = "only a condition is negated"
	case "==", "!=", "<", "<=", ">", ">=", "in":
		cure = "both sides must be of one type that has this comparison; money is written yuan(5000)"
	case "has":
		cure = "has(x, '甲') asks a list of several; whether a value is known asks known(x)"
	default:
		cure = "the language page says what it takes"
	}
	if args == "" {
		return "`" + sign + "` does not stand alone", cure
	}
	return "`" + sign + "` does not take " + strings.ReplaceAll(args, ", ", " and "), cure
}
