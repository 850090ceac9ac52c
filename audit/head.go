package audit

import "context"

// Head is the log's end: the number and hash of the newest entry. It is kept in a
// second place, sealed, and in every backup, because a chain alone does not show
// that its newest links were taken off.
type Head struct {
	Seq  int64  `json:"seq"`  // 0: there is no entry
	Hash string `json:"hash"` // empty for 0
}

// Holds says whether a chain still has an earlier head, one that a backup or a
// person kept: a *Broken if not. The chain itself is Verify's matter.
func Holds(ctx context.Context, s Store, kept Head) error {
	if kept.Seq == 0 {
		return nil
	}
	page, err := s.Page(ctx, Filter{Before: kept.Seq + 1, Limit: 1})
	if err != nil {
		return err
	}
	if len(page) == 0 || page[0].Seq != kept.Seq {
		return &Broken{kept.Seq, "it was there when this end was kept, and is not any more"}
	}
	if page[0].Hash != kept.Hash {
		return &Broken{kept.Seq, "it is not the entry that was there when this end was kept; the log was written anew"}
	}
	return nil
}
