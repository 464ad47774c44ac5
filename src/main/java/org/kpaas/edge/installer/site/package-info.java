/// What the engineer decided, as records. Values refuse nonsense in their constructors; a secret never lives here.
@NullMarked
package org.kpaas.edge.installer.site;

import org.jspecify.annotations.NullMarked;
