"""Words that every text has, in four languages, and those that only compare or count: none says what it is about."""

from assay.pure.words.stemming import folded

_ENGLISH = """
a about above after again all also an and any are as at be because been before being below between both but by
can could did do does doing down during each few fewer for from further had has have having he her here him
his how if in into is it its just least less like many may me more most much must my no nor not now of off on
once one only or other our out over own per same she should since so some such than that the their them then
there these they this those though through to too two under until up upon very was we were what when where
whether which while who whom whose why will with within without would you your
better best worse worst good bad right wrong greater higher lower larger smaller bigger often always never every
hardly nearly enough three four five six seven eight nine ten hundred thousand
"""
_SPANISH = """
al algo ante antes aunque cada como con contra cual cuando de del desde donde dos durante el ella ellos en
entre era es esa ese eso esta este esto estos fue ha hace hasta hay la las le les lo los mas me menos mi
mientras mucho muy nada ni no nos o otra otro para pero poco por porque que quien se ser si sin sobre solo son
su sus tambien tanto te tiene todo todos tras un una uno unos y ya
mejor mejores peor peores mayor menor mayores menores bien mal siempre nunca tres cuatro cinco seis siete ocho
nueve diez cien mil
"""
_PORTUGUESE = """
ao aos aqui cada com como da das de dela dele depois do dois dos e ela ele eles em entre era essa esse esta
este eu foi ha isso isto ja la mais mas me menos mesmo meu muito na nao nas nem no nos o os ou para pela pelo
pelos pode por porque qual quando que quem se sem ser seu so sua sobre tambem te tem todo todos um uma umas
uns vai voce
melhor melhores pior piores maior menor maiores menores bem mal sempre nunca duas quatro cinco seis sete oito nove
dez cem mil
"""
_RUSSIAN = """
а без бы был была было были быть в вам вас весь во вот все всего вы где да для до его ее если есть еще же за
здесь и из или им их к как ко когда который кто ли либо между меня мне может мы на над надо наш не него нее
нет ни них но ну о об однако он она они оно от по под после потому при про раз с сам свой себя со так также
там то того тоже только том тут ты у уже хотя чего чем через что чтобы эта эти это этого этот
лучше хуже больше меньше выше ниже лучший лучшая лучшее худший всегда никогда три четыре пять шесть семь восемь
девять десять сто тысяча
"""
COMMON = frozenset(folded(f"{_ENGLISH} {_SPANISH} {_PORTUGUESE} {_RUSSIAN}").split())
