/** TF.js's operations with their gradients, for the reference engine. This folder alone imports TF.js. */
// The core first: registering reads its flags.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export {
  add,
  addN,
  concat,
  customGrad,
  div,
  grad,
  logSoftmax,
  matMul,
  max,
  mul,
  neg,
  relu,
  reshape,
  slice,
  softmax,
  softplus,
  split,
  sqrt,
  square,
  squaredDifference,
  sub,
  sum,
  tensor,
  tensor2d,
  tensor3d,
  tensor4d,
  tidy,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
export { getBackend, type Tensor } from '@tensorflow/tfjs-core';
