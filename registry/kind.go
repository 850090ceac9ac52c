package registry

// Kinds of change.
const (
	Birth    = "birth"
	Death    = "death"
	MarryIn  = "marry_in"
	MarryOut = "marry_out"
	MoveIn   = "move_in"
	MoveOut  = "move_out"
	Correct  = "correct"
	Identify = "identify" // somebody gets an ID number
	Split    = "split"
	Merge    = "merge"
	NewHead  = "new_head"
	Enrol    = "enrol" // a household that the registry did not know
	Leave    = "leave" // a household of which nobody is left
	Undo     = "undo"
)

// Kinds are all changes, in the order in which pages offer them, with what they
// are called.
var Kinds = []struct{ Key, Label string }{
	{Birth, "出生"}, {Death, "死亡"}, {MarryIn, "婚入"}, {MarryOut, "婚出"}, {MoveIn, "迁入"}, {MoveOut, "迁出"}, {Correct, "更正"}, {Identify, "补录证件"},
	{Split, "分户"}, {Merge, "并户"}, {NewHead, "变更户主"}, {Enrol, "新登记户"}, {Leave, "注销户"}, {Undo, "撤销变更"},
}
