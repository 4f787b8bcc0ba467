/**
 * Every formula of the page, in TeX. scripts/mathml.mjs renders them when the page is built; import 'virtual:formulas/model',
 * 'virtual:formulas/measures' or 'virtual:formulas/cures' for the MathML, no TeX reaches the browser.
 *
 * One letter for one thing, in all chapters; vectors are columns, as in both papers:
 *   x features · h shared layer · f_e output of expert e · z_k logits and g_k weights of the gate of task k · m_k mixture · y_k logit, or
 *   prediction, of task k · t label · b table of the shallow tower, by device d and position p · q row of the position as an input ·
 *   β true position bias · ρ relevance as a logit · u true utility, ω its weights · δ dropout mask · σ logistic function · ℓ loss · θ parameters,
 *   η learning rate, ∇ gradient · N, n examples.
 * E_k the set of experts that the gate of task k may use, where it may not use all.
 * Of cures: λ a strength (s where a single cure is shown), M_e the mean weight of expert e over a batch, a the sums that an activation takes, π_e the share of examples whose largest weight is that of expert e, τ staleness, r_k the bias of loss-free balancing, κ the cap, T the temperature, LN layer norm, z̃ what is left of a gate's logits.
 * Weights are W (shared layer), W_e (expert), G_k (gate), V_k (hidden layer of a tower), w_k (tower); their constants c, c_e, a_k, v_k, c_k.
 *
 * Sources are the keys of `glossary.source`; of the chapter Cures, whose papers stand beside the formulas, `here` is the page's own writing of them.
 */
const tex = String.raw;

/** A formula and where it is from. @template {string} S @param {string} text @param {S} source */
const of = (text, source) => ({ tex: text, source });

/** What a layer applies beside ReLU: the suffix of a formula's name, and its operator. */
const ACTIVATIONS = { '': 'ReLU', Leaky: 'LeakyReLU', Swish: 'Swish' };

/**
 * A formula with every activation, and with layer norm below it where it may have that.
 * @template {string} N
 * @param {N} name
 * @param {(before: string, after: string) => string} text - what is applied, opened and closed
 * @param {'ma' | 'zhao4' | 'zhao53'} source
 * @param {boolean} normed
 */
function bent(name, text, source, normed) {
  const all = Object.entries(ACTIVATIONS).flatMap(([suffix, operator]) => {
    const plain = [`${name}${suffix}`, of(text(tex`\operatorname{${operator}}(`, ')'), source)];
    const norm = [
      `${name}${suffix}Norm`,
      of(text(tex`\operatorname{${operator}}\big(\operatorname{LN}(`, tex`)\big)`), source),
    ];
    return normed ? [plain, norm] : [plain];
  });
  return /** @type {Record<`${N}${'' | 'Leaky' | 'Swish'}${'' | 'Norm'}`, ReturnType<typeof of<string>>>} */ (
    Object.fromEntries(all)
  );
}

/** What the model computes: the pictures show these. */
export const model = {
  x: of(tex`x`, 'zhao4'),
  xDrawn: of(tex`x_i \sim \mathcal{N}(0,\,1)`, 'here'),
  ...bent('shared', (f, end) => tex`h = ${f}W x + c${end}`, 'zhao4', false),
  ...bent('sharedPlaced', (f, end) => tex`h = ${f}W x + c + q_{d,p}${end}`, 'zhao53', false),
  ...bent('expertsH', (f, end) => tex`f_e = ${f}W_e\, h + c_e${end}`, 'ma', true),
  ...bent('expertsX', (f, end) => tex`f_e = ${f}W_e\, x + c_e${end}`, 'ma', true),
  ...bent('oneExpertH', (f, end) => tex`f_1 = ${f}W_1 h + c_1${end}`, 'ma', true),
  ...bent('oneExpertX', (f, end) => tex`f_1 = ${f}W_1 x + c_1${end}`, 'ma', true),
  logitsH: of(tex`z_k = G_k\, h + a_k`, 'ma'),
  logitsX: of(tex`z_k = G_k\, x + a_k`, 'ma'),
  oneLogitsH: of(tex`z = G h + a`, 'ma'),
  oneLogitsX: of(tex`z = G x + a`, 'ma'),
  weights: of(tex`g_{k,e} = \frac{\mathrm{e}^{z_{k,e}}}{\sum_j \mathrm{e}^{z_{k,j}}}`, 'ma'),
  oneWeights: of(tex`g_e = \frac{\mathrm{e}^{z_e}}{\sum_j \mathrm{e}^{z_j}}`, 'ma'),
  ownWeights: of(
    tex`g_{k,e} = \frac{\mathrm{e}^{z_{k,e}}}{\sum_{j \in \mathcal{E}_k} \mathrm{e}^{z_{k,j}}},\quad e \in \mathcal{E}_k`,
    'tang4',
  ),
  logitsHBalanced: of(tex`z_k = G_k\, h + a_k + r_k`, 'wang'),
  logitsXBalanced: of(tex`z_k = G_k\, x + a_k + r_k`, 'wang'),
  oneLogitsHBalanced: of(tex`z = G h + a + r`, 'wang'),
  oneLogitsXBalanced: of(tex`z = G x + a + r`, 'wang'),
  tempered: of(tex`\tilde z = z / T`, 'textbook'),
  capped: of(tex`\tilde z = \kappa \tanh(z / \kappa)`, 'textbook'),
  cappedTempered: of(tex`\tilde z = \kappa \tanh(z / \kappa) / T`, 'textbook'),
  weightsTamed: of(tex`g_{k,e} = \frac{\mathrm{e}^{\tilde z_{k,e}}}{\sum_j \mathrm{e}^{\tilde z_{k,j}}}`, 'ma'),
  oneWeightsTamed: of(tex`g_e = \frac{\mathrm{e}^{\tilde z_e}}{\sum_j \mathrm{e}^{\tilde z_j}}`, 'ma'),
  ownWeightsTamed: of(
    tex`g_{k,e} = \frac{\mathrm{e}^{\tilde z_{k,e}}}{\sum_{j \in \mathcal{E}_k} \mathrm{e}^{\tilde z_{k,j}}},\quad e \in \mathcal{E}_k`,
    'tang4',
  ),
  weightsSigmoid: of(tex`g_{k,e} = \frac{\sigma(z_{k,e})}{\sum_j \sigma(z_{k,j})}`, 'textbook'),
  oneWeightsSigmoid: of(tex`g_e = \frac{\sigma(z_e)}{\sum_j \sigma(z_j)}`, 'textbook'),
  ownWeightsSigmoid: of(
    tex`g_{k,e} = \frac{\sigma(z_{k,e})}{\sum_{j \in \mathcal{E}_k} \sigma(z_{k,j})},\quad e \in \mathcal{E}_k`,
    'textbook',
  ),
  weightsSigmoidTamed: of(tex`g_{k,e} = \frac{\sigma(\tilde z_{k,e})}{\sum_j \sigma(\tilde z_{k,j})}`, 'textbook'),
  oneWeightsSigmoidTamed: of(tex`g_e = \frac{\sigma(\tilde z_e)}{\sum_j \sigma(\tilde z_j)}`, 'textbook'),
  ownWeightsSigmoidTamed: of(
    tex`g_{k,e} = \frac{\sigma(\tilde z_{k,e})}{\sum_{j \in \mathcal{E}_k} \sigma(\tilde z_{k,j})},\quad e \in \mathcal{E}_k`,
    'textbook',
  ),
  ownMixture: of(tex`m_k = \sum_{e \in \mathcal{E}_k} g_{k,e}\, f_e`, 'tang4'),
  mixture: of(tex`m_k = \sum_e g_{k,e}\, f_e`, 'ma'),
  oneMixture: of(tex`m = \sum_e g_e\, f_e`, 'ma'),
  bottomMixture: of(tex`m = f_1`, 'ma'),
  output: of(tex`y_k = w_k \cdot m_k + c_k`, 'ma'),
  outputHidden: of(tex`y_k = w_k \cdot \operatorname{ReLU}(V_k\, m_k + v_k) + c_k`, 'ma'),
  oneOutput: of(tex`y_k = w_k \cdot m + c_k`, 'ma'),
  oneOutputHidden: of(tex`y_k = w_k \cdot \operatorname{ReLU}(V_k\, m + v_k) + c_k`, 'ma'),
  bottomOutput: of(tex`y_k = w_k \cdot f_1 + c_k`, 'ma'),
  bottomOutputHidden: of(tex`y_k = w_k \cdot \operatorname{ReLU}(V_k\, f_1 + v_k) + c_k`, 'ma'),
  probability: of(tex`P = \sigma(y)`, 'zhao4'),
  placedProbability: of(tex`P = \sigma(y + b_{d,p})`, 'zhao4'),
  shallow: of(tex`P = \sigma(y_{\text{MAIN}} + b_{\text{DEVICE},\,\text{POSITION}})`, 'zhao4'),
  dropout: of(
    tex`\hat g_{k,e} = \frac{\delta_e\, g_{k,e}}{\sum_j \delta_j\, g_{k,j}},\quad \delta_e \in \{0,\,1\}`,
    'zhao52',
  ),
  ownDropout: of(
    tex`\hat g_{k,e} = \frac{\delta_e\, g_{k,e}}{\sum_{j \in \mathcal{E}_k} \delta_j\, g_{k,j}},\quad \delta_e \in \{0,\,1\}`,
    'zhao52',
  ),
  oneDropout: of(tex`\hat g_e = \frac{\delta_e\, g_e}{\sum_j \delta_j\, g_j},\quad \delta_e \in \{0,\,1\}`, 'zhao52'),
  crossEntropy: of(tex`\ell = -t \ln \sigma(y) - (1 - t) \ln(1 - \sigma(y))`, 'zhao4'),
  squaredError: of(tex`\ell = (y - t)^2`, 'zhao4'),
  adversary: of(
    tex`\hat p = \operatorname{softmax}(A h + a),\quad -\lambda\, \frac{\partial \ell}{\partial h}`,
    'ganin',
  ),
};

/** What is measured, and what the data are made of: the glossary shows these beside the model's. */
export const measures = {
  relu: of(tex`\operatorname{ReLU}(a) = \max(0,\, a)`, 'glorot'),
  utilization: of(tex`\bar g_{k,e} = \frac{1}{N} \sum_{n=1}^{N} g_{k,e}(x_n)`, 'zhao52'),
  polarized: of(tex`\#\{\,e : \bar g_{k,e} < 0.01\,\} \ge \tfrac{5}{8} E`, 'here'),
  dominated: of(tex`\max_e\, \bar g_{k,e} > 0.9`, 'here'),
  entropy: of(tex`H(g) = -\sum_e g_e \ln g_e`, 'shannon'),
  effectiveEach: of(tex`\exp\Big(\frac{1}{N} \sum_{n=1}^{N} H\big(g_k(x_n)\big)\Big)`, 'hill'),
  effectiveMean: of(tex`\exp\big(H(\bar g_k)\big)`, 'hill'),
  deadExpert: of(tex`f_e(x_n) = 0 \quad (n = 1, \dots, N)`, 'here'),
  overlap: of(tex`\sum_e \min(g_{a,e},\, g_{b,e})`, 'here'),
  sigmoid: of(tex`\sigma(y) = \frac{1}{1 + \mathrm{e}^{-y}}`, 'textbook'),
  logit: of(tex`\operatorname{logit}(P) = \ln \frac{P}{1 - P}`, 'textbook'),
  additive: of(tex`P(\text{CLICK}) = \sigma(\rho + \beta_{d,p})`, 'zhao4'),
  examination: of(tex`P(\text{CLICK}) = \mathrm{e}^{\beta_{d,p}}\, \sigma(\rho)`, 'richardson'),
  centred: of(tex`b_{d,p} - \beta_{d,1} - \frac{1}{9} \sum_{j=1}^{9} (b_{d,j} - \beta_{d,j})`, 'here'),
  utility: of(tex`u = s + \sum_{i=1}^{m} \sin(i\, s + \varphi_i),\quad s = \omega \cdot x`, 'ma32'),
  cosine: of(tex`\frac{\omega_a \cdot \omega_b}{\lVert \omega_a \rVert\, \lVert \omega_b \rVert}`, 'ma32'),
  score: of(
    tex`(1 - \nu)\big(\sqrt{1 - \mu^2}\; u + \mu\, x_{\perp}\big) + \nu\, \varepsilon,\quad \varepsilon \sim \mathcal{N}(0,\,1)`,
    'here',
  ),
  auc: of(tex`P(y_+ > y_-) + \tfrac{1}{2} P(y_+ = y_-)`, 'hanley'),
  rmse: of(tex`\sqrt{\frac{1}{N} \sum_{n=1}^{N} (b_n - \beta_n)^2}`, 'textbook'),
  ndcg: of(tex`\frac{\sum_p P_p / \log_2(p + 1)}{\sum_p P^{*}_p / \log_2(p + 1)}`, 'jarvelin'),
  calibration: of(tex`\sum_j \frac{n_j}{N}\, \lvert \bar P_j - \bar t_j \rvert`, 'textbook'),
  wilson: of(tex`\frac{n_1 + 1.92 \pm 1.96 \sqrt{n_1 (n - n_1) / n + 0.96}}{n + 3.84}`, 'wilson'),
  sgd: of(tex`\theta \leftarrow \theta - \eta\, \nabla`, 'textbook'),
  adagrad: of(
    tex`\theta \leftarrow \theta - \eta\, \frac{\nabla}{\sqrt{\textstyle\sum \nabla^2} + \varepsilon}`,
    'duchi',
  ),
  adam: of(
    tex`\theta \leftarrow \theta - \eta\, \frac{\langle \nabla \rangle}{\sqrt{\langle \nabla^2 \rangle} + \varepsilon}`,
    'kingma',
  ),
  l2: of(tex`\nabla + \lambda_2\, W`, 'textbook'),
  leakyRelu: of(tex`\operatorname{LeakyReLU}(a) = \max(0.01\, a,\, a)`, 'maas'),
  swish: of(tex`\operatorname{Swish}(a) = a\, \sigma(a)`, 'ramachandran'),
  layerNorm: of(
    tex`\operatorname{LN}(a)_i = \frac{a_i - \bar a}{\sqrt{\frac{1}{n} \sum_j (a_j - \bar a)^2 + 10^{-5}}}`,
    'ba',
  ),
  lossFree: of(tex`r_e \leftarrow r_e - \lambda\, \operatorname{sign}\big(\bar g_e - \tfrac{1}{E}\big)`, 'wang'),
  importanceLoss: of(tex`\lambda \big(E \sum_e \bar g_e^{\,2} - 1\big)`, 'shazeer'),
  switchLoss: of(tex`\lambda\, E \sum_e \pi_e\, \bar g_e`, 'fedus'),
  entropyBonus: of(tex`\frac{\lambda}{N} \sum_{n=1}^{N} \sum_e g_e(x_n) \ln g_e(x_n)`, 'textbook'),
  zLoss: of(tex`\frac{\lambda}{N} \sum_{n=1}^{N} \Big(\ln \sum_e \mathrm{e}^{z_e(x_n)}\Big)^2`, 'zoph'),
  gateNoise: of(tex`z_e + \lambda\, \varepsilon_e,\quad \varepsilon_e \sim \mathcal{N}(0,\,1)`, 'shazeer'),
  clipping: of(tex`\min\Big(1,\, \frac{c}{\lVert \nabla \rVert}\Big)\, \nabla`, 'pascanu'),
  warmUp: of(tex`\eta\, \min\Big(1,\, \frac{n}{N}\Big)`, 'goyal'),
  stalenessAware: of(tex`\frac{\eta}{\max(1,\, \tau)}`, 'zhang'),
  softmax: of(tex`\operatorname{softmax}(z)_e = \frac{\mathrm{e}^{z_e}}{\sum_j \mathrm{e}^{z_j}}`, 'textbook'),
};

/** What each cure of the chapter Cures does, by its name there; s is its strength. */
export const cures = {
  none: of(tex`g = \operatorname{softmax}(z)`, 'ma'),
  dropout: of(tex`\hat g_e = \frac{\delta_e\, g_e}{\sum_j \delta_j\, g_j},\quad P(\delta_e = 0) = s`, 'zhao52'),
  importance: of(tex`\ell + s \Big(E \sum_e M_e^2 - 1\Big)`, 'here'),
  switch: of(tex`\ell + s\, E \sum_e \pi_e\, M_e`, 'here'),
  lossFree: of(tex`r_e \leftarrow r_e - s\, \operatorname{sign}\Big(M_e - \tfrac{1}{E}\Big)`, 'here'),
  entropy: of(tex`\ell + s\, \sum_e g_e \ln g_e`, 'here'),
  zLoss: of(tex`\ell + s\, \Big(\ln \sum_e \mathrm{e}^{z_e}\Big)^2`, 'here'),
  logitL2: of(tex`\ell + s\, \sum_e z_e^2`, 'here'),
  temperature: of(tex`g = \operatorname{softmax}(z / s)`, 'here'),
  annealing: of(tex`g = \operatorname{softmax}(z / T),\quad T = s \to 1`, 'here'),
  cap: of(tex`g = \operatorname{softmax}\big(s \tanh(z / s)\big)`, 'here'),
  noise: of(tex`g = \operatorname{softmax}(z + s\, \varepsilon),\quad \varepsilon \sim \mathcal{N}(0,\,1)`, 'here'),
  sigmoid: of(tex`g_e = \frac{\sigma(z_e)}{\sum_j \sigma(z_j)}`, 'here'),
  gateRate: of(tex`\theta_{\text{GATE}} \leftarrow \theta_{\text{GATE}} - s\, \eta\, \nabla`, 'here'),
  zeroGates: of(tex`G_k = 0 \quad (t = 0)`, 'here'),
  uniform: of(tex`g_e = \tfrac{1}{E}`, 'here'),
  clip: of(tex`\nabla \leftarrow \nabla \min\Big(1,\, \frac{s}{\lVert \nabla \rVert}\Big)`, 'here'),
  staleness: of(tex`\eta \leftarrow \frac{\eta}{\max(1,\, \tau)}`, 'here'),
  warmUp: of(tex`\eta_t = \eta\, \min\Big(1,\, \frac{t}{s}\Big)`, 'here'),
  rate: of(tex`\eta \leftarrow s\, \eta`, 'here'),
  decay: of(tex`\eta_t = \eta\, \Big(1 + (s - 1)\, \frac{t}{n}\Big)`, 'here'),
  leaky: of(tex`f_e = \max(a,\, 0.01\, a)`, 'here'),
  swish: of(tex`h = \operatorname{swish}(W x + c),\quad \operatorname{swish}(a) = a\, \sigma(a)`, 'here'),
  swishExperts: of(tex`f_e = a\, \sigma(a)`, 'here'),
  layerNorm: of(
    tex`f_e = \operatorname{swish}\bigg(\frac{a - \bar a}{\sqrt{\operatorname{var} a + 10^{-5}}}\bigg)`,
    'here',
  ),
  cgc: of(tex`m_k = \sum_{e \in \mathcal{E}_k} g_{k,e}\, f_e`, 'tang4'),
};
