/// Everything that will change, before it changes. The review page, the dry run and the real run show the same plan.
@NullMarked
package org.kpaas.edge.installer.plan;

import org.jspecify.annotations.NullMarked;
