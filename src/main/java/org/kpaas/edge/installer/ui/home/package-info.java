/// The home page: what the engineer can do, recent sites, running deployments, and the choice of a practice site.
@NullMarked
package org.kpaas.edge.installer.ui.home;

import org.jspecify.annotations.NullMarked;
