package answerfit
import ("testing";"beilun/index/answer/choice";"beilun/index/eval/verdict")
func TestWhere(t *testing.T){
 ds:=all(t)
 n:=map[string]int{}
 for i,d:=range ds{ var rest []*District; for j,o:=range ds{ if j!=i{rest=append(rest,o)}}
  w:=Learn(rest,Defaults)
  for k:=range d.Asked{ q:=&d.Asked[k]; if !q.Gold.Answerable{continue}
   cs:=append([]choice.Candidate(nil),q.Candidates...)
   verd := map[*int32]verdict.Verdict{}
   for m := range cs { verd[&cs[m].Features[0]] = q.Verdicts[m] }
   choice.Rank(cs,w)
   best:=cs[0]; if best.Kind==choice.Nothing{ if len(cs)<2{n["nocand"]++;continue}; best=cs[1]}
   var gold *choice.Candidate
   for m:=range cs{ if cs[m].Kind!=choice.Nothing&&verd[&cs[m].Features[0]]==verdict.Right&&verdict.Rank(&q.Gold,[]string{q.Hits[cs[m].Hit].Passage.Text})==1{gold=&cs[m];break}}
   fig:="text "; if q.Gold.IsFigure(){fig="fig "}
   switch{
   case verd[&best.Features[0]]==verdict.Right: n[fig+"right"]++
   case gold==nil: n[fig+"nooracle"]++
   case gold.Hit!=best.Hit: n[fig+"otherpassage"]++
   case gold.Sentence!=best.Sentence: n[fig+"othersentence"]++
   default: n[fig+"samesentence"]++
   }
  }}
 for k,v:=range n{t.Log(k,v)}
}
