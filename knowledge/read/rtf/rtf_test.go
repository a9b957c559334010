package rtf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// escaped returns s in an encoding, as the bytes of RTF.
func escaped(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range []byte(b) {
		fmt.Fprintf(&out, `\'%02x`, c)
	}
	return out.String()
}

// numbered returns s by the numbers of its characters.
func numbered(s string) string {
	var out strings.Builder
	for _, r := range s {
		fmt.Fprintf(&out, `\u%d?`, r)
	}
	return out.String()
}

func TestRead(t *testing.T) {
	t.Parallel()
	gb := func(s string) string { return escaped(t, simplifiedchinese.GBK, s) }
	const fonts = `{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset136 a;}{\f3\fcharset2{\*\panose 05}Symbol{\*\falt Other};}{\f5\fcharset2 Wingdings 2;}{\f4\fcharset0\cpg936 b;}}`
	for name, tt := range map[string]struct {
		body string // after the fonts
		want string // paragraphs by |, # before headings
	}{
		"GB2312 by font":             {`\f1 ` + gb("投资3亿元。") + `\par`, "投资3亿元。"},
		"GBK by code page":           {`\ansicpg936\f0 ` + gb("投资3亿元。") + `\par`, "投资3亿元。"},
		"a code page of a font":      {`\f4 ` + gb("投资3亿元。") + `\par`, "投资3亿元。"},
		"bytes as they are":          {`\f1 ` + mustString(t, simplifiedchinese.GBK, "投资3亿元。") + `\par`, "投资3亿元。"},
		"Big5 by font":               {`\f2 ` + escaped(t, traditionalchinese.Big5, "總投資3億元。") + `\par`, "總投資3億元。"},
		"a trail byte like a \\":     {`\f2 ` + strings.ReplaceAll(escaped(t, traditionalchinese.Big5, "成功3次。"), `\'5c`, `\\`) + `\par`, "成功3次。"},
		"Unicode":                    {numbered("投资3亿元。") + `\par`, "投资3亿元。"},
		"Unicode with a sign":        {`\u-28780?\u25237?\u36164?3\par`, "辔投资3"},
		"above 16 bits":              {`\u-10174?\u-9215?x\par`, "𠠁x"},
		"no bytes to skip":           {`{\uc0\u25237\u36164}3\u20803?\par`, "投资3元"},
		"two bytes to skip":          {`\uc2\u25237 \'cd\'b6\u36164 \'d7\'ca3\par`, "投资3"},
		"a skip ends with its group": {`{\u25237}` + `3\par`, "投3"},
		"GBK as Latin letters":       {`\ansicpg1252\f0 ` + gb("松川区投资3亿元，新建学校五所。") + `\par`, "松川区投资3亿元，新建学校五所。"},
		"Latin letters":              {`\ansicpg1252\f0 Le caf\'e9 o\'f9 \'e9tait l'\'e9l\'e8ve \'e0 Z\'fcrich, d\'e9j\'e0\par`, "Le café où était l'élève à Zürich, déjà"},
		"GBK by language":            {`\deflang1033\deflangfe2052\f0 ` + gb("投资3亿元。") + `\par`, "投资3亿元。"},
		"fonts without groups":       {`{\fonttbl\f7\fnil\fcharset134 PingFang;\f8\fswiss\fcharset0 Helvetica;}\f7 ` + gb("投资") + `\f8 3m{\*\cs9\super 2}x\` + "\n", "投资3m²x"},
		"runs of Word": {`\pard\plain \ltrpar\qj \rtlch\fcs1 \af0\afs24\alang1025 \ltrch\fcs0 \fs21\loch\f0\hich\af0\dbch\f1{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid1 \loch\af0\hich\af0\dbch\f1 ` + gb("投资") +
			`}{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid1 \hich\af0\dbch\af1\loch\f0 3.5}{\*\bkmkstart _GoBack}{\*\bkmkend _GoBack}{\rtlch\fcs1 \af0 \ltrch\fcs0 \loch\af0\hich\af0\dbch\f1 ` + gb("亿元。") + `}{\cs9\super\chftn {\footnote \pard\plain {\super \chftn } x}}\par {\pard\plain y\par}`, "投资3.5亿元。|y"},
		"marks":              {`\ansicpg936 A\~B\_C\-D\emdash E\{F\}\\G\par`, "A\u00a0B-CD—E{F}\\G"},
		"deleted and hidden": {`12{\deleted 99}{\v 88}{\deleted0 3}\v 7\v0 4\par`, "1234"},
		"a field":            {`a{\field{\*\fldinst HYPERLINK "x"}{\fldrslt b}}c\par`, "abc"},
		"destinations":       {`{\header h\par}{\*\unknown u}{\pict 0102}{\footnote f}{\listtext 1.\tab}a{\*\shppict{\pict 01}}\par`, "a"},
		"a text box":         {`\pard\intbl a{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt \pard b\par c{\shp{\*\shpinst{\shptxt d\par}}}}}{\shprslt e\par}}f\par g\cell\row\pard h\par`, "af|b|c|d|g|h"},
		"binary data":        {`a{\pict\bin4 }}{{}b\par`, "ab"},
		"raised":             {`1.2\u215?10{\super 8}\u31859?\par 5%{\super [1]}\u12290?\par 7{\up6 2}k{\up4 3}\par`, "1.2×10⁸米|5%。|7²k3"},
		"Symbol":             {`{\f3\'b3}5%{\f3 \u61619?}6{\f5\'a3}7{\f3 8m}g\par`, "≥5%≥678μg"},
		"lines and pages":    {`a\par\page b\sect c\` + "\n" + `d\par`, "a|b|c|d"},
		"styles":             {`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Kopf;}{\s2\sbasedon1 Mine;}{\s3\sbasedon3 Loop;}{\*\cs4 c;}}\pard\s1 A\par\pard\s3 b\par\pard\s2 C\par\pard\s0 d\par\pard\s0\outlinelevel2 E\par\pard f\par`, "#A|b|#C|d|#E|f"},
		"a table": {`\trowd\cellx1000\cellx2000\intbl ` + numbered("项目") + `\cell ` + numbered("投资") + `\cell\row\intbl ` + numbered("医院") + `\cell ` + numbered("5亿元") + `\cell\row\pard c\par`,
			"项目：医院；投资：5亿元|c"},
		"cells over rows and columns": {`\trowd\trhdr\clvmgf\cellx1000\cellx3000\pard\intbl a\cell 2023` + numbered("年") + `\cell\row` +
			`\trowd\trhdr\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell ` + numbered("产值") + `\cell ` + numbered("税收") + `\cell\row` +
			`\trowd\cellx1000\cellx2000\cellx3000\pard\intbl b\cell 5` + numbered("亿元") + `\cell 1` + numbered("亿元") + `\cell\row`,
			"a：b；2023年产值：5亿元；2023年税收：1亿元"},
		"joined cells": {`\trowd\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell 2023` + numbered("年") + `\cell x\cell\row` +
			`\trowd\cellx1000\cellx2000\cellx3000\pard\intbl ` + numbered("镇街") + `\cell ` + numbered("产值") + `\cell ` + numbered("税收") + `\cell\row` +
			`\trowd\cellx1000\cellx2000\cellx3000\pard\intbl b\cell 5` + numbered("亿元") + `\cell 1` + numbered("亿元") + `\cell\row`,
			"a镇街：b；2023年产值：5亿元；2023年税收：1亿元"},
		"a table in a table": {`\trowd\cellx3000\pard\intbl x\par\pard\intbl\itap2 ` + numbered("总投资") + `\nestcell 5` + numbered("亿元") + `\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}\pard\intbl y\cell\row\pard z\par`,
			"x|总投资：5亿元|y|z"},
	} {
		a, err := Read(release.File{ID: "a.rtf", Data: []byte(`{\rtf1\ansi\deff0` + fonts + tt.body + `}`)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		if a.Title != "" {
			got = append(got, "#"+a.Title)
		}
		for _, s := range a.Sections {
			if s.Heading != "" {
				got = append(got, "#"+s.Heading)
			}
			for _, p := range s.Paragraphs {
				got = append(got, p.Text)
			}
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: %q, want %q", name, s, tt.want)
		}
	}
}

func mustString(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTitle(t *testing.T) {
	t.Parallel()
	const info = `{\info{\author x}{\upr{\title \'3f\'3f}{\*\ud{\title %s}}}{\creatim\yr2020}}`
	text := numbered("园区二期昨日开工，总投资3亿元，占地20亩。") + `\par ` + numbered("项目建成后可容纳企业60家，预计明年投用。") + `\par`
	for title, want := range map[string]string{"园区二期开工": "园区二期开工", "工作总结模板": ""} {
		a, err := Read(release.File{ID: "a.rtf", Data: []byte(`{\rtf1\ansi` + fmt.Sprintf(info, numbered(title)) + text + `}`)})
		if err != nil || a.Title != want {
			t.Errorf("%s: %q, %v", title, a.Title, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data string
		want error
	}{
		"plain":              {`rtf`, release.ErrPlain},
		"no text":            {`{\rtf1\ansi{\header a\par}}`, release.ErrEmpty},
		"cut":                {`{\rtf1\ansi a\par`, release.ErrDamaged},
		"cut in a word":      {`{\rtf1\ansi a\'`, release.ErrDamaged},
		"deep":               {`{\rtf1` + strings.Repeat("{", maxGroups) + "a" + strings.Repeat("}", maxGroups+1), release.ErrTooLarge},
		"not decodable":      {`{\rtf1\ansicpg932 ` + strings.Repeat(`\'93\'8a`, 50) + `\par}`, release.ErrEncoding},
		"Latin letters only": {`{\rtf1\ansi\ansicpg1252 ` + strings.Repeat(`\'ff\'e9 `, 30) + `\par}`, release.ErrMojibake},
		"a binary cheat":     {`{\rtf1\bin99999999999 a}`, release.ErrDamaged},
	} {
		if _, err := Read(release.File{ID: "a.rtf", Data: []byte(tt.data)}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}
