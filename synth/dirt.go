package synth

func (b *block) spoil() {}
