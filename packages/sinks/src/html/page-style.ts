/** The style sheet of the page. The content policy names it by its hash, so nothing may be put into it. */
export const pageStyle: string = `
:root{
--paper:#fbfaf7;--raised:#fff;--sunken:#f3f1ec;--ink:#1d2126;--soft:#565d68;--line:#e3dfd7;--strong-line:#c9c4b9;
--link:#1f5a93;--focus:#1f6fc4;
--critical:#a3162a;--critical-wash:#fbecec;--high:#b4490c;--high-wash:#fcf0e6;--medium:#876300;--medium-wash:#faf4df;
--low:#3f617f;--low-wash:#edf2f6;--unknown:#6a4c93;--unknown-wash:#f4f0f9;--passed:#2f7d54;--quiet:#b9b5ab;--faint:#77746b;
--sans:"Inter","Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
--serif:Charter,"Iowan Old Style","Palatino Linotype",Palatino,Cambria,Georgia,"Noto Serif",serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#14171b;--raised:#1b1f24;--sunken:#20252b;--ink:#e8e6e1;--soft:#a3aab4;--line:#2c3238;--strong-line:#434b54;
--link:#8dbdf0;--focus:#8dbdf0;
--critical:#ff8a8f;--critical-wash:#341b20;--high:#f6a065;--high-wash:#33231a;--medium:#e2bd57;--medium-wash:#2d2717;
--low:#9dbdd8;--low-wash:#1d2730;--unknown:#c3a8ea;--unknown-wash:#272133;--passed:#6fc497;--quiet:#59616a;--faint:#868e98}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;padding:0 clamp(1rem,4vw,3rem) 4rem;max-width:76rem;background:var(--paper);color:var(--ink);
font:400 1rem/1.55 var(--sans);overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
h1,h2,.verdict,.level-count{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.9rem,1.3rem + 2.6vw,3rem);margin:0;letter-spacing:-.015em}
h2{font-size:1.6rem;margin:0 0 .4rem;letter-spacing:-.01em}
h3{font-size:1rem;font-weight:600;margin:0}
h4{font-size:.875rem;font-weight:600;margin:0 0 .25rem}
p{margin:0}ul,dl,dd{margin:0;padding:0}ul{list-style:none}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible,.scroll:focus-visible{
outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
code{font:.85em/1.4 var(--mono)}
section{margin-top:3.5rem}
.lead,.note{color:var(--soft);max-width:46rem}
.note{margin-top:1rem}.note.strong{color:var(--ink);border-left:3px solid var(--unknown);padding-left:.9rem;margin:1rem 0}
.skip{position:absolute;left:-999rem;top:.5rem;background:var(--raised);padding:.5rem 1rem;z-index:3}.skip:focus{left:1rem}
.masthead{padding-top:clamp(2rem,6vw,4.5rem)}
.kicker{font-size:.875rem;color:var(--soft);margin-bottom:.5rem}
.verdict{font-size:clamp(1.2rem,1.05rem + .7vw,1.5rem);line-height:1.35;margin:1.1rem 0 1.4rem;max-width:44rem;font-weight:500}
.scanned{color:var(--soft);font-size:.925rem}.scanned b{color:var(--ink);font-weight:600}
nav{border-block:1px solid var(--line);margin-top:1.75rem}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.75rem}
nav a{display:block;padding:.7rem 0;text-decoration:none;color:var(--ink);font-size:.925rem}
nav a:hover{color:var(--link);text-decoration:underline}nav span{color:var(--soft);margin-left:.15rem}

.levels{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin-top:1.1rem}
.level{background:var(--raised);border:1px solid var(--line);border-top:4px solid var(--shade);border-radius:6px;padding:1rem 1.1rem 1.15rem}
.level-name{font-weight:600;color:var(--shade)}
.level-count{font-size:2.9rem;line-height:1.1;margin:.15rem 0 .35rem}
.level[data-none] .level-count{color:var(--soft);font-weight:400}
.level-act{font-weight:600;font-size:.925rem}.level-meaning{color:var(--soft);font-size:.875rem;line-height:1.45;margin-top:.2rem}
.critical{--shade:var(--critical);--wash:var(--critical-wash)}.high{--shade:var(--high);--wash:var(--high-wash)}
.medium{--shade:var(--medium);--wash:var(--medium-wash)}.low{--shade:var(--low);--wash:var(--low-wash)}
#severity h3{margin-top:2rem}
.changes{display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;margin-top:.5rem}
.changes div{display:flex;flex-direction:row-reverse;gap:.45rem;align-items:baseline}
.changes dt{color:var(--soft);font-size:.925rem}.changes dd{font-weight:600;font-size:1.15rem}

.all-read{border-left:3px solid var(--passed);padding:.2rem 0 .2rem .9rem;max-width:46rem}
.grant{margin-top:1.25rem}.grant ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-top:.4rem}
.grant span{color:var(--soft);font-size:.875rem}
.grant code,.missing code{background:var(--unknown-wash);color:var(--unknown);padding:.15em .45em;border-radius:4px}
.gaps{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1rem;margin-top:1.25rem}
.gap{background:var(--unknown-wash);border-radius:6px;padding:1rem 1.1rem;border-left:4px solid var(--unknown);break-inside:avoid}
.gap.severe{background:var(--critical-wash);border-color:var(--critical)}
.gap h3+p{margin-top:.25rem}.gap .missing{margin-top:.6rem}.gap .missing code{background:var(--raised)}
.gap .blocked{font-size:.875rem;font-weight:600;margin-top:.75rem}.gap li{font-size:.875rem;padding:.15rem 0;line-height:1.4}
.gap li code{display:block}.gap li code,.where{color:var(--soft)}.where{font-size:.8rem;margin-top:.75rem}

.filters{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;background:var(--sunken);border-radius:6px;padding:1rem 1.1rem;margin:1rem 0 1.25rem}
.filters[hidden]{display:none}
.filters label>span,.filters legend{display:block;font-size:.8rem;color:var(--soft);margin-bottom:.25rem;padding:0}
.filters fieldset{border:0;margin:0;padding:0;min-width:0}
.filters .search{flex:1 1 14rem}.filters select{max-width:16rem}
.filters input[type=search],.filters select,.filters button{font:inherit;font-size:.925rem;color:inherit;background:var(--raised);
border:1px solid var(--strong-line);border-radius:5px;padding:.4rem .6rem;width:100%;min-height:2.4rem}
.filters button{width:auto;cursor:pointer;padding-inline:.9rem}.filters button:hover{border-color:var(--soft)}
.choice{display:inline-block;margin-right:.35rem;position:relative}
.choice input{position:absolute;inset:0;opacity:0;width:100%;height:100%;margin:0;cursor:pointer}
.filters .choice>span{display:block;margin:0;font-size:.925rem;color:var(--shade);border:1px solid var(--strong-line);background:var(--raised);
border-radius:5px;padding:.4rem .75rem;min-height:2.4rem}
.filters .choice input:checked+span{background:var(--shade);border-color:var(--shade);color:var(--paper)}
.choice input:focus-visible+span{outline:2px solid var(--focus);outline-offset:2px}
.result{flex-basis:100%;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}.result output{margin-right:auto;color:var(--soft);font-size:.925rem}

.check{background:var(--raised);border:1px solid var(--line);border-radius:6px;margin-top:.6rem}
.check[hidden],.finding[hidden]{display:none}
summary{cursor:pointer;list-style:none}summary::-webkit-details-marker{display:none}
.check>summary{display:grid;grid-template-columns:5.2rem 1fr auto 1rem;gap:1rem;align-items:baseline;padding:.8rem 1.1rem}
summary::after{content:"";width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(45deg);justify-self:end;align-self:center;margin-top:-.25rem;flex:none}
details[open]>summary::after{transform:rotate(-135deg);margin-top:.25rem}
.check>summary:hover h3,.finding>summary:hover .asset{text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:.06em}
.severity{display:inline-block;color:var(--shade);font-weight:600;font-size:.875rem;white-space:nowrap}
.severity::before{content:"";display:inline-block;width:.6em;height:.6em;border-radius:2px;background:var(--shade);margin-right:.5em}
.count{color:var(--soft);font-size:.9rem;white-space:nowrap}.count b{color:var(--ink);font-weight:600}
.about{display:grid;grid-template-columns:1fr 1fr;gap:.9rem 2.5rem;padding:.4rem 1.1rem 1.1rem;max-width:66rem}
.about p{font-size:.95rem}.about p+p{margin-top:.5rem}
.references{grid-column:1/-1;color:var(--soft)}.about .references{font-size:.85rem}.references span{margin-left:.9rem}
.assets{border-top:1px solid var(--line)}
.finding{content-visibility:auto;contain-intrinsic-size:auto 4rem}
.finding+.finding{border-top:1px solid var(--line)}
.finding>summary{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline;padding:.55rem 2.8rem .6rem 1.1rem;position:relative}
.finding>summary::after{position:absolute;right:1.1rem;top:1.15rem;width:.4rem;height:.4rem}
.asset{font-weight:600}.message{flex-basis:100%;color:var(--soft);font-size:.925rem;line-height:1.45}
.of{color:var(--soft);font-size:.85rem}
.tag{font-size:.78rem;line-height:1.3;padding:.1em .5em;border-radius:4px;background:var(--sunken);color:var(--soft)}
.tag.new,.tag.reopened{background:var(--ink);color:var(--paper)}.tag.stale{background:var(--unknown-wash);color:var(--unknown)}
.tag.critical,.tag.high,.tag.medium,.tag.low{background:var(--wash);color:var(--shade);font-weight:600}
.finding[data-state=ignored] .asset,.finding[data-state=resolved] .asset{font-weight:400;color:var(--soft)}
.body{padding:.1rem 1.1rem .9rem;display:grid;gap:.6rem}
.evidence{margin:0;background:var(--sunken);border-radius:5px;padding:.6rem .8rem;font:.85rem/1.5 var(--mono);white-space:pre-wrap}.evidence b{font-weight:400;color:var(--soft)}
.ignore{font-size:.925rem}.seen{font-size:.85rem;color:var(--soft)}.seen a{margin-right:.75rem}.seen code{margin-left:.5rem}
.facts{font-size:.85rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:.15rem 1.25rem}

.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.85rem;color:var(--soft);margin:.75rem 0 .25rem}
.legend span::before{content:"";display:inline-block;width:.7em;height:.7em;border-radius:2px;margin-right:.45em;background:var(--part)}
.passed{--part:var(--passed)}.failed{--part:var(--high)}.not-applicable{--part:var(--quiet)}.unknown{--part:var(--unknown)}
.scroll{overflow-x:auto;margin-top:.75rem}
td.figure{white-space:nowrap}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{text-align:left;font-weight:600;padding-bottom:.35rem}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem .55rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);font-size:.85rem;border-bottom-color:var(--strong-line);vertical-align:bottom;white-space:nowrap}
.figure{text-align:right}.status{white-space:nowrap}.figure.none{color:var(--faint)}
td.figure.unknown:not(.none),tr.unknown .status,tr.partial .status{color:var(--unknown);font-weight:600}
.check-name{display:grid;grid-template-columns:5.2rem 1fr;gap:0 1rem}
.name{font-weight:600}.id{color:var(--soft);font-size:.82rem;grid-column:2}
.scans .name,.scans .id{display:block}.coverage .severity{grid-row:span 2}
.bar{display:block;width:100%;min-width:6rem;height:.5rem;margin-top:.5rem;border-radius:2px;overflow:hidden}
.bar rect{fill:var(--part)}.bar .track{fill:var(--sunken)}.bar-cell{min-width:7rem}
.side{min-width:10rem}.side span{font-size:.85rem;color:var(--soft)}.side.unknown span,.side.partial span{color:var(--unknown)}
.scan{margin-top:1rem;border-top:1px solid var(--line);padding-top:.8rem}
.scan>summary{display:flex;gap:.75rem;align-items:baseline;color:var(--link)}.scan>.facts{margin-top:.6rem}
.controls thead th{width:auto}.controls thead th:first-child{width:38%}.controls thead th:nth-child(2){width:8rem}.controls .status{font-weight:600}.controls .fail .status{color:var(--high)}.controls .pass .status{color:var(--passed)}
.controls .unknown .status{color:var(--unknown)}.controls .not-applicable .status,.controls .not-covered .status{color:var(--soft);font-weight:400}
.controls li{padding:.2rem 0;font-size:.925rem}.controls .id{margin-top:.25rem}.controls .scan{margin:0;border:0;padding:0}
.pair td,.pair th{overflow-wrap:break-word}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:.75rem 2.5rem}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.875rem}footer p{max-width:46rem}

@media (max-width:62rem){.levels{grid-template-columns:1fr 1fr}.check>summary .count{white-space:normal;max-width:15rem;text-align:right}}
@media (max-width:44rem){
section{margin-top:2.75rem}.levels{gap:.75rem}.level{padding:.8rem .9rem .9rem}.level-count{font-size:2.3rem}
.check>summary{grid-template-columns:1fr 1rem;gap:.15rem .75rem;padding:.75rem .9rem}
.check>summary .severity{grid-row:1}.check>summary h3{grid-row:2}.check>summary .count{grid-row:3;max-width:none;text-align:left}
.check>summary::after{grid-column:2;grid-row:2}
.about{grid-template-columns:1fr;padding:.25rem .9rem .9rem}.references span{display:block;margin:.15rem 0 0}
.finding>summary{padding-inline:.9rem 2.4rem}.body{padding-inline:.9rem}
.filters label,.filters select{flex:1 1 100%;max-width:none}.filters .choice{flex:none}
.coverage:not(.side-by-side),.scans{display:block}
.coverage:not(.side-by-side) thead,.scans thead{position:absolute;left:-999rem}
.coverage:not(.side-by-side) tbody,.scans tbody{display:block}
.coverage:not(.side-by-side) tr,.scans tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.75rem 0;border-bottom:1px solid var(--line)}
.coverage:not(.side-by-side) th,.coverage:not(.side-by-side) td,.scans th,.scans td{border:0;padding:0;text-align:left}
.coverage:not(.side-by-side) tbody th,.scans tbody th,.bar-cell{flex-basis:100%}
.check-name{grid-template-columns:1fr}.id{grid-column:1}.coverage .severity{grid-row:auto}
.bar{margin:.35rem 0}
td[data-label]:not(.side)::before{content:attr(data-label) " ";color:var(--soft);font-size:.85rem}}

@media print{
:root{--paper:#fff;--raised:#fff;--sunken:#f5f4f1;--ink:#000;--soft:#444;--line:#ccc;--strong-line:#999;--link:#000;
--critical:#a3162a;--critical-wash:#fff;--high:#b4490c;--high-wash:#fff;--medium:#876300;--medium-wash:#fff;--low:#3f617f;--low-wash:#fff;
--unknown:#6a4c93;--unknown-wash:#fff;--passed:#2f7d54;--quiet:#999;color-scheme:light}
@page{margin:15mm 14mm}
html{font-size:8.5pt}body{max-width:none;padding:0}.masthead{padding-top:0}
.gaps{display:block}.gap{margin-top:.8rem;border:1px solid var(--line);border-left:4px solid var(--unknown)}nav,.filters,.skip{display:none}
section{margin-top:1.6rem}h2,h3,.check>summary,.about{break-after:avoid}
.levels{grid-template-columns:repeat(4,1fr)}.level,.gap,.finding,tr{break-inside:avoid}
.level,.gap,rect,.severity::before,.legend span::before,.tag{-webkit-print-color-adjust:exact;print-color-adjust:exact}
details::details-content{content-visibility:visible;block-size:auto;opacity:1}
.check{border:0;border-top:1px solid var(--strong-line);border-radius:0}.check>summary,.about,.finding>summary,.body{padding-inline:0}
.finding{content-visibility:visible}summary::after{display:none}.scroll{overflow:visible}
.evidence{padding:.3rem .6rem}.body{gap:.3rem;padding-bottom:.6rem}.seen a[href]::after{content:" (" attr(href) ")"}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`
