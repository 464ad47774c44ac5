/// Guided repairs: proposed from facts, shown before, done with consent, kept in a journal, and undone again.
@NullMarked
package org.kpaas.edge.installer.fix;

import org.jspecify.annotations.NullMarked;
