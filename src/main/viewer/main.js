import "neuroglancer";
import { AnnotationUserLayer } from "neuroglancer/unstable/layer/annotation/index.js";
import { setupDefaultViewer } from "neuroglancer/unstable/ui/default_viewer_setup.js";

// While Neuroglancer 2.41.2 restores a state, its URL binding (debounced by 200 ms, 400 ms at most) may call toJSON() of
// an annotation layer that exists but is not restored yet. localAnnotationRelationships is undefined then, toJSON()
// throws inside the restore, and a whole layer is gone with "Cannot read properties of undefined (reading 'length')".
// It happens on slow machines only. The value is the one that the restore gives when the state names none.
const { toJSON } = AnnotationUserLayer.prototype;
AnnotationUserLayer.prototype.toJSON = function () {
  this.localAnnotationRelationships ??= ["segments"];
  return toJSON.call(this);
};

setupDefaultViewer(); // sets window.viewer and reads the state from the address
