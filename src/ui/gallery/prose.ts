/** Release HTML as content compiles it: every element that authors can write. */

export const prose = `
<p>Twice a day the sea comes and goes. Fishermen knew it; Pytheas of Massalia wrote it down; and for two thousand years the best guess was that the ocean <em>breathed</em>. The true cause is simpler and stranger: the Moon pulls on the near side of the Earth a little more than on the far side.<sup><a href="#fn-1" id="fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup></p>
<p>That difference, not the pull itself, raises the tide. We call it a <strong>tidal force</strong>, and the rest of this unit is about how large it is. If you have forgotten how gravity falls with distance, read <a href="/u/gravity">the unit on gravity</a> first.</p>
<h2 id="difference">A difference of pulls</h2>
<p>Newton’s law gives the pull of a body of mass <math><mi>M</mi></math> at distance <math><mi>r</mi></math>. Its change over the radius <math><mi>R</mi></math> of the Earth is</p>
<math display="block" class="tml-display"><mrow><mi mathvariant="normal">Δ</mi><mi>a</mi><mo>≈</mo><mfrac><mrow><mn>2</mn><mi>G</mi><mi>M</mi><mi>R</mi></mrow><msup><mi>r</mi><mn>3</mn></msup></mfrac></mrow></math>
<p>so the force falls with the <em>cube</em> of the distance. This is why the small, near Moon beats the huge, far Sun:</p>
<div class="table-scroll" role="region" tabindex="0"><table><thead><tr><th>Body</th><th align="right">Mass (kg)</th><th align="right">Distance (km)</th><th align="right">Tidal pull</th></tr></thead><tbody><tr><td>Moon</td><td align="right">7.3 × 10²²</td><td align="right">384,400</td><td align="right">1.00</td></tr><tr><td>Sun</td><td align="right">2.0 × 10³⁰</td><td align="right">149,600,000</td><td align="right">0.46</td></tr><tr><td>Venus</td><td align="right">4.9 × 10²⁴</td><td align="right">41,400,000</td><td align="right">0.00005</td></tr></tbody></table></div>
<div class="callout callout-note" role="note"><p class="callout-title">Remember</p><p>Pull falls with the square of the distance; the <em>difference</em> of pulls falls with the cube.</p></div>
<figure><img src="/static/sample.svg" alt="Two bulges of water, toward the Moon and away from it" width="640" height="260"><figcaption>The Earth turns under two bulges. A harbor passes both each day, and so has two high tides.</figcaption></figure>
<h3 id="compute">Compute it</h3>
<p>The function <code>tidal(mass, distance)</code> gives the change of pull over the radius of the Earth:</p>
<pre class="code" tabindex="0"><code class="language-python"><span class="code-comment"># metres, kilograms, seconds</span>
G<span class="code-keyword"> =</span><span class="code-constant"> 6.674e-11</span>

<span class="code-keyword">def</span><span class="code-function"> tidal</span>(<span class="code-parameter">mass</span>, <span class="code-parameter">distance</span>, <span class="code-parameter">radius</span><span class="code-keyword">=</span><span class="code-constant">6.371e6</span>):
    <span class="code-string">"""Difference of pulls across the Earth."""</span>
    <span class="code-keyword">return</span><span class="code-constant"> 2</span><span class="code-keyword"> *</span> G<span class="code-keyword"> *</span> mass<span class="code-keyword"> *</span> radius<span class="code-keyword"> /</span> distance<span class="code-keyword"> **</span><span class="code-constant"> 3</span></code></pre>
<div class="callout callout-tip" role="note"><p class="callout-title">Try it</p><p>Press <kbd>Ctrl</kbd> <kbd>Enter</kbd> to run the code with your own numbers.</p></div>
<div class="callout callout-warning" role="note"><p class="callout-title">Do not mix units</p><p>Kilometres in one place and metres in another make an error of nine powers of ten here.</p></div>
<details class="callout callout-details"><summary class="callout-title">Why two bulges?</summary><p>On the far side the Earth is pulled more than the water, which stays behind.</p></details>
<h3 id="what">What follows</h3>
<ol><li>High tides come every 12 hours and 25 minutes, not every 12.</li><li>At new and full Moon the Sun helps: <em>spring tides</em>.<ul><li>They are about a fifth higher.</li><li>They have nothing to do with the season.</li></ul></li><li>At half Moon it works against: <em>neap tides</em>.</li></ol>
<blockquote><p>The sea rises and falls by the Moon as a sleeper’s breast by his breath.</p></blockquote>
<hr>
<p>In the next unit we add the Sun.</p>
<section data-footnotes class="footnotes"><p class="footnotes-title" id="footnote-label">Footnotes</p><ol><li id="fn-1"><p>Galileo thought that the Earth’s motion made the water slosh. He was wrong, and knew that the numbers did not fit. <a href="#fnref-1" aria-label="Back to the text">↩</a></p></li></ol></section>`;

export const arabicProse = `
<p>يرتفع البحر وينخفض مرتين كل يوم. والسبب أن القمر يجذب الجانب القريب من الأرض أكثر قليلًا مما يجذب الجانب البعيد، وهذا الفرق هو ما يرفع الماء.</p>
<h2 id="force">فرق الجذب</h2>
<p>تتناقص القوة مع مكعب المسافة، ولذلك يغلب القمر القريب الصغير الشمس البعيدة الكبيرة:</p>
<math display="block" class="tml-display"><mrow><mi mathvariant="normal">Δ</mi><mi>a</mi><mo>≈</mo><mfrac><mrow><mn>2</mn><mi>G</mi><mi>M</mi><mi>R</mi></mrow><msup><mi>r</mi><mn>3</mn></msup></mfrac></mrow></math>
<div class="callout callout-note" role="note"><p class="callout-title">تذكّر</p><p>فرق الجذب هو ما يصنع المد، لا الجذب نفسه.</p></div>
<ul><li>مد عالٍ عند البدر والمحاق.</li><li>مد منخفض عند التربيع.</li></ul>
<pre class="code" tabindex="0"><code>print(tidal(7.3e22, 3.844e8))</code></pre>`;
