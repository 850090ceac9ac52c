package plan

// parameter reads a parameter. Dates, divisions and the value itself stay as
// written; Check reads them by the parameter's type.
func (m *record) parameter(item Item) *Parameter {
	p := &Parameter{Item: item, Type: m.parameterType(), SetBy: m.Enum("set_by"), Safer: m.Enum("safer")}
	for _, n := range m.elements(m.values["values"], "`values`") {
		v := m.record(n, "value", "the value")
		if v == nil {
			continue
		}
		value := ParameterValue{
			Division: v.Text("division"),
			From:     v.Text("from"),
			To:       v.Text("to"),
			Value:    v.Text("value"),
			Status:   v.Enum("status"),
			Number:   v.String("number"),
		}
		if value.Status == "verified" && !v.has("number") {
			v.refuse("status", "a verified value has no number of the document that sets it", "add `number`, or call it `example`")
		}
		p.Values = append(p.Values, value)
	}
	return p
}
