#include "textflag.h"

// func markAVX2(blocks []uint64, text []byte, separator byte)
//
// Each round compares 64 bytes with the separator and with the line break, and
// gathers the high bits of what is equal into one word.
TEXT ·markAVX2(SB), NOSPLIT, $0-49
	MOVQ blocks_base+0(FP), DI
	MOVQ blocks_len+8(FP), CX
	MOVQ text_base+24(FP), SI
	VPBROADCASTB separator+48(FP), Y0
	MOVL $10, AX
	VMOVD AX, X1
	VPBROADCASTB X1, Y1
	TESTQ CX, CX
	JZ done

block:
	VMOVDQU (SI), Y2
	VMOVDQU 32(SI), Y3
	VPCMPEQB Y0, Y2, Y4
	VPCMPEQB Y1, Y2, Y5
	VPCMPEQB Y0, Y3, Y6
	VPCMPEQB Y1, Y3, Y7
	VPOR Y4, Y5, Y4
	VPOR Y6, Y7, Y6
	VPMOVMSKB Y4, R8
	VPMOVMSKB Y6, R9
	SHLQ $32, R9
	ORQ R9, R8
	MOVQ R8, (DI)
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ block

done:
	VZEROUPPER
	RET
