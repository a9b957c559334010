package answerfit
import ("testing";"fmt";"sort";"beilun/index/eval/verdict")
func TestFrames2(t *testing.T){
 ds:=all(t)
 n:=map[string]map[string]int{}
 ex:=map[string][]string{}
 for _,d:=range ds{ for i:=range d.Asked{ q:=&d.Asked[i]; f:=q.Frame; k:=q.Gold.Kind; can:=false; for m:=range q.Verdicts{ can=can||q.Verdicts[m]==verdict.Right}; if can||!q.Gold.Answerable{continue}; v:=fmt.Sprint(f.Asks,f.Classes); if n[k]==nil{n[k]=map[string]int{}}; n[k][v]++; ex[k+v]=append(ex[k+v],q.Gold.Question)}}
 var ks []string; for k:=range n{ks=append(ks,k)}; sort.Strings(ks)
 for _,k:=range ks{ for v,c:=range n[k]{ e:=ex[k+v]; if len(e)>6{e=e[:6]}; t.Log(k,v,c,e)}}
}
