import {
  abs,
  add,
  customGrad,
  div,
  equal,
  exp,
  less,
  log,
  maximum,
  mul,
  neg,
  onesLike,
  sub,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';

// GPUs round log1p and expm1 to nothing near 0. These are right on every backend, because each TF.js operation
// is its own kernel and no compiler can reassociate across them (Kahan's corrections).

/** log(1 + x) to a few units in the last place. */
export function log1p(x: Tensor): Tensor {
  return tidy(() => {
    const u = add(x, 1);
    const lost = equal(u, 1);
    const safe = where(lost, add(onesLike(u), 1), u);
    return where(lost, x, div(mul(log(safe), x), sub(safe, 1)));
  });
}

/** exp(x) - 1 to a few units in the last place. */
export function expm1(x: Tensor): Tensor {
  return tidy(() => {
    const u = exp(x);
    const lost = equal(u, 1);
    const small = less(abs(x), 0.5);
    const safe = where(small, where(lost, add(onesLike(u), 1), u), add(onesLike(u), 1));
    return where(small, where(lost, x, div(mul(sub(safe, 1), x), log(safe))), sub(u, 1));
  });
}

/** log(1 - exp(-z)) for z > 0, without cancellation at either end; it can be differentiated. */
export function log1mexp(z: Tensor): Tensor {
  return tidy(() =>
    customGrad((...args) => {
      const save = args[1];
      if (typeof save === 'function') save([z]);
      const value = where(less(z, Math.LN2), log(neg(expm1(neg(z)))), log1p(neg(exp(neg(z)))));
      return { value, gradFunc: (dy, [saved]) => div(dy, expm1(saved)) };
    })(z),
  );
}

/** log(1 + exp(z)) */
export function softplus(z: Tensor): Tensor {
  return tidy(() => add(maximum(z, 0), log1p(exp(neg(abs(z))))));
}

/** 1 / (1 + exp(-z)), with its relative accuracy in the lower tail. */
export function sigmoid(z: Tensor): Tensor {
  return tidy(() => {
    const e = exp(neg(abs(z)));
    return div(where(less(z, 0), e, onesLike(e)), add(e, 1));
  });
}

/** log(x / (1 - x)) */
export function logit(x: Tensor): Tensor {
  return tidy(() => log(div(x, sub(1, x))));
}
