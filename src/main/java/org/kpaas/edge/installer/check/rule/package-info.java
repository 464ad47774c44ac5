/// One small class per id of the catalogue of checks.
@NullMarked
package org.kpaas.edge.installer.check.rule;

import org.jspecify.annotations.NullMarked;
