package store

// The places a text is sealed for: it opens there and nowhere else.
const (
	phonePlace         = "households.phone"
	numberPlace        = "persons.number"
	alertMembersPlace  = "alerts.members"
	alertEvidencePlace = "alerts.evidence"
	hitMembersPlace    = "hits.members"
	hitEvidencePlace   = "hits.evidence"
	signerPlace        = "authorisations.number"
	auditHeadPlace     = "audit_head.proof"
	keyPlace           = "sealing_keys.proof"
	factorPlace        = "second_factors.secret"
	linePlace          = "run_lines.told"
	raisedPlace        = "run_alerts.told"
	changePlace        = "run_changes.told"
	samplePlace        = "sampled.told"
)

// sealedColumn is one sealed column: what a rotation of the keys has to seal
// anew. A masked number beside a birth date tells the whole number; so whatever
// holds masked numbers is sealed, too.
type sealedColumn struct {
	place         string
	table         string
	key           []string // the table's primary key
	sealed, blind string   // columns; no blind index: ""
}

var sealedColumns = []sealedColumn{
	{phonePlace, "households", []string{"code"}, "phone_sealed", "phone_blind"},
	{numberPlace, "persons", []string{"household", "position"}, "number_sealed", "number_blind"},
	{numberPlace, "user_persons", []string{"user_id"}, "number_sealed", "number_blind"},
	{alertMembersPlace, "alerts", []string{"id"}, "members_sealed", ""},
	{alertEvidencePlace, "alerts", []string{"id"}, "evidence_sealed", ""},
	{hitMembersPlace, "hits", []string{"id"}, "members_sealed", ""},
	{hitEvidencePlace, "hits", []string{"id"}, "evidence_sealed", ""},
	{signerPlace, "authorisations", []string{"id"}, "number_sealed", ""},
	{auditHeadPlace, "audit_head", []string{"id"}, "proof_sealed", ""},
	{linePlace, "run_lines", []string{"id"}, "told_sealed", ""},
	{raisedPlace, "run_alerts", []string{"id"}, "told_sealed", ""},
	{changePlace, "run_changes", []string{"id"}, "told_sealed", ""},
	{samplePlace, "sampled", []string{"sample", "position"}, "told_sealed", ""},
	{factorPlace, "second_factors", []string{"user_id"}, "secret_sealed", ""},
}
