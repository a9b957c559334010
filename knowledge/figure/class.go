package figure

import (
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// class tells the scanner what may begin at a character.
type class uint8

const (
	numeral class = 1 << iota // a number
	latin                     // a word of Latin letters
	named                     // a name of names.txt
	timed                     // a time without a numeral in front: 今年, 上半年
	signed                    // something else that leads a figure: 第, 翻, ￥
	dated                     // part of every time but its numeral: 年, 月, 季
)

const (
	numerals = "0123456789〇零○一二两三四五六七八九十百千万亿兆几数半俩廿壹贰叁肆伍陆柒捌玖拾佰仟"
	timeHead = "今去明前后上下年本次当昨大首第近中早凌晚夜午清傍周星礼每过未最这那月翌同截从自"
	dateTail = "年月日号天周季旬时点世纪礼星:-/~至到廿昨今明早晚午夜期末底初春夏秋冬"
	signHead = "第翻￥¥$€£人港新台美欧日英负-对零摄华半百千万"
)

func (t *tables) classify() {
	for r := 'a'; r <= 'z'; r++ {
		t.classes[r] |= latin
	}
	for _, r := range numerals {
		t.classes[r] |= numeral
	}
	for _, r := range timeHead {
		t.classes[r] |= timed
	}
	for _, r := range dateTail {
		t.classes[r] |= dated
	}
	for _, r := range signHead {
		t.classes[r] |= signed
	}
}

// classAt returns the class of the character at the start of s, and its
// character and length.
func (t *tables) classAt(s string) (class, rune, int) {
	if s != "" && zhtext.HanAt(s, 0) { // as most are
		r := rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
		return t.classes[r], r, 3
	}
	r, w := utf8.DecodeRuneInString(s)
	if r > 0xFFFF {
		return 0, r, w
	}
	return t.classes[r], r, w
}
