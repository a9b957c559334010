package measure

import (
	_ "embed"

	"beilun/knowledge/figure/datafile"
)

//go:embed guards.txt
var guardFile string

// The classes of guards.txt, which explains them.
var (
	guardWords = datafile.MustParse("guards.txt", guardFile)

	meetingWords  = guardWords.Words("meeting")
	buildingUnits = guardWords.Words("building")
	mapWords      = guardWords.Words("map")
	rankFront     = guardWords.Set("rank", "")
	notRank       = guardWords.Words("rank-not")
	growthWords   = guardWords.Words("growth")
	spentFront    = guardWords.Set("spent", "")
	spentBehind   = guardWords.Words("spent-behind")
	notSpent      = guardWords.Words("spent-not")
	anaphorFront  = guardWords.Set("anaphor", "")
	notAnaphor    = guardWords.Words("anaphor-not")
	chequeDigits  = guardWords.Set("cheque", "")
	formulaDigits = guardWords.Set("formula", "")
	zeroDigits    = guardWords.Set("zero", "")
	namedUnits    = guardWords.Words("named")
	averageWords  = guardWords.Set("average", "")

	dateFront         = guardWords.Set("date-front", "")
	dateBehind        = guardWords.Words("date-behind")
	dateBehindChinese = guardWords.Words("date-behind-chinese")
	yearsFront        = guardWords.Set("years-front", ",，。;:、!?(（“ \n")
	yearsFrontDigits  = guardWords.Set("years-front-digits", "")
	yearsBehind       = guardWords.Words("years-behind")

	notLarge    = guardWords.Set("large-not", "")
	notPoints   = guardWords.Set("points-not", "")
	pointWords  = guardWords.Set("points", "")
	notHalf     = guardWords.Set("half-not", "")
	notMore     = guardWords.Set("more-not", "")
	eachWords   = guardWords.Words("each")
	listJoints  = guardWords.Words("joint")
	warmWords   = guardWords.Words("warm")
	notClass    = guardWords.Set("class-not", "()")
	indexBehind = guardWords.Set("index-behind", ",，、。;!)\n")
)
