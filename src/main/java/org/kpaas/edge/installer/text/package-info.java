/// The words of the product, Korean and English, found by stable keys. Knows nothing of where they are shown.
@NullMarked
package org.kpaas.edge.installer.text;

import org.jspecify.annotations.NullMarked;
