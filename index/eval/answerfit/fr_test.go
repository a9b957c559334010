package answerfit
import ("testing";"beilun/index/answer/choice";"beilun/index/eval/verdict")
func TestPassage(t *testing.T){
 ds:=all(t)
 Defaults.Steps,Defaults.Rate,Defaults.Decay=60,.1,6
 var n,a,b,c,five,twenty int
 for i,d:=range ds{ var rest []*District; for j,o:=range ds{ if j!=i{rest=append(rest,o)}}
  w:=Learn(rest,Defaults)
  for k:=range d.Asked{ q:=&d.Asked[k]; if !q.Gold.Answerable||len(q.Gold.Contains)==0{continue}
   n++
   cs:=append([]choice.Candidate(nil),q.Candidates...)
   choice.Rank(cs,w)
   sum:=map[int]float64{}
   for m:=range cs{ if cs[m].Kind!=choice.Nothing{sum[cs[m].Hit]+=cs[m].Chance}}
   best:=choice.Best(cs)
   ok:=func(h int)bool{ return verdict.Rank(&q.Gold,[]string{q.Hits[h].Passage.Text})==1}
   if best!=nil&&ok(best.Hit){a++}
   bh,bs:=-1,-1.0
   for h,s:=range sum{ if s>bs{bh,bs=h,s}}
   if bh>=0&&ok(bh){b++}
   if len(q.Hits)>0&&ok(0){c++}
   for h:=range q.Hits{ if ok(h){ if h<5{five++}; twenty++; break}}
  }}
 t.Logf("n %d best candidate %.3f summed %.3f retrieval %.3f five %.3f twenty %.3f",n,float64(a)/float64(n),float64(b)/float64(n),float64(c)/float64(n),float64(five)/float64(n),float64(twenty)/float64(n))
}
