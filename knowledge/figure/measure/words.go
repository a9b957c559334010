package measure

import (
	_ "embed"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

//go:embed guards.txt
var guardFile string

// The classes of guards.txt, which explains them.
var (
	guardWords = wordlist.MustParse("knowledge/figure/measure/guards.txt", guardFile, nil)

	meetingWords  = guardWords.Words("meeting")
	buildingUnits = guardWords.Words("building")
	mapWords      = guardWords.Words("map")
	rankFront     = zhtext.NewSet(guardWords.Chars("rank"))
	notRank       = guardWords.Words("rank-not")
	growthWords   = guardWords.Words("growth")
	spentFront    = zhtext.NewSet(guardWords.Chars("spent"))
	spentBehind   = guardWords.Words("spent-behind")
	notSpent      = guardWords.Words("spent-not")
	anaphorFront  = zhtext.NewSet(guardWords.Chars("anaphor"))
	notAnaphor    = guardWords.Words("anaphor-not")
	chequeDigits  = zhtext.NewSet(guardWords.Chars("cheque"))
	formulaDigits = zhtext.NewSet(guardWords.Chars("formula"))
	zeroDigits    = zhtext.NewSet(guardWords.Chars("zero"))
	namedUnits    = guardWords.Words("named")
	averageWords  = zhtext.NewSet(guardWords.Chars("average"))

	dateFront         = zhtext.NewSet(guardWords.Chars("date-front"))
	dateBehind        = guardWords.Words("date-behind")
	dateBehindChinese = guardWords.Words("date-behind-chinese")
	yearsFront        = zhtext.NewSet(guardWords.Chars("years-front") + ",，。;:、!?(（“ \n")
	yearsFrontDigits  = zhtext.NewSet(guardWords.Chars("years-front-digits"))
	yearsBehind       = guardWords.Words("years-behind")

	notLarge    = zhtext.NewSet(guardWords.Chars("large-not"))
	notPoints   = zhtext.NewSet(guardWords.Chars("points-not"))
	pointWords  = zhtext.NewSet(guardWords.Chars("points"))
	notHalf     = zhtext.NewSet(guardWords.Chars("half-not"))
	notMore     = zhtext.NewSet(guardWords.Chars("more-not"))
	eachWords   = guardWords.Words("each")
	listJoints  = guardWords.Words("joint")
	warmWords   = guardWords.Words("warm")
	notClass    = zhtext.NewSet(guardWords.Chars("class-not") + "()")
	indexBehind = zhtext.NewSet(guardWords.Chars("index-behind") + ",，、。;!)\n")
)
