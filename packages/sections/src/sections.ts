import { loadAnnouncement } from "./announcement/load.ts";
import { AnnouncementSettings } from "./announcement/settings.ts";
import { Announcement } from "./announcement/view.tsx";
import { loadCollectionMain } from "./collection-main/load.ts";
import { CollectionMainSettings } from "./collection-main/settings.ts";
import { CollectionMain } from "./collection-main/view.tsx";
import { loadCollectionsMain } from "./collections-main/load.ts";
import { CollectionsMainSettings } from "./collections-main/settings.ts";
import { CollectionsMain } from "./collections-main/view.tsx";
import { loadFacts } from "./facts/load.ts";
import { FactsSettings } from "./facts/settings.ts";
import { Facts } from "./facts/view.tsx";
import { loadFeaturedCollection } from "./featured-collection/load.ts";
import { FeaturedCollectionSettings } from "./featured-collection/settings.ts";
import { FeaturedCollection } from "./featured-collection/view.tsx";
import { loadFigures } from "./figures/load.ts";
import { FiguresSettings } from "./figures/settings.ts";
import { Figures } from "./figures/view.tsx";
import { loadFooter } from "./footer/load.ts";
import { FooterSettings } from "./footer/settings.ts";
import { Footer } from "./footer/view.tsx";
import { loadHeader } from "./header/load.ts";
import { HeaderSettings } from "./header/settings.ts";
import { Header } from "./header/view.tsx";
import { loadHero } from "./hero/load.ts";
import { HeroSettings } from "./hero/settings.ts";
import { Hero } from "./hero/view.tsx";
import { loadLandscape } from "./landscape/load.ts";
import { LandscapeSettings } from "./landscape/settings.ts";
import { Landscape } from "./landscape/view.tsx";
import { loadPageMain } from "./page-main/load.ts";
import { PageMainSettings } from "./page-main/settings.ts";
import { PageMain } from "./page-main/view.tsx";
import { loadProductMain } from "./product-main/load.ts";
import { ProductMainSettings } from "./product-main/settings.ts";
import { ProductMain } from "./product-main/view.tsx";
import { loadRelated } from "./related/load.ts";
import { RelatedSettings } from "./related/settings.ts";
import { Related } from "./related/view.tsx";
import { loadRichText } from "./rich-text/load.ts";
import { RichTextSettings } from "./rich-text/settings.ts";
import { RichText } from "./rich-text/view.tsx";
import { loadSearchMain } from "./search-main/load.ts";
import { SearchMainSettings } from "./search-main/settings.ts";
import { SearchMain } from "./search-main/view.tsx";
import { type AnySection, defineSection as one } from "./section.ts";
import { loadStatement } from "./statement/load.ts";
import { StatementSettings } from "./statement/settings.ts";
import { Statement } from "./statement/view.tsx";

/** Every kind of section: one folder and one line. */
export const sections: readonly AnySection[] = [
  one({ type: "announcement", settings: AnnouncementSettings, load: loadAnnouncement, view: Announcement }),
  one({
    type: "collection-main",
    settings: CollectionMainSettings,
    load: loadCollectionMain,
    view: CollectionMain,
  }),
  one({
    type: "collections-main",
    settings: CollectionsMainSettings,
    load: loadCollectionsMain,
    view: CollectionsMain,
  }),
  one({ type: "facts", settings: FactsSettings, load: loadFacts, view: Facts }),
  one({
    type: "featured-collection",
    settings: FeaturedCollectionSettings,
    load: loadFeaturedCollection,
    view: FeaturedCollection,
  }),
  one({ type: "figures", settings: FiguresSettings, load: loadFigures, view: Figures }),
  one({ type: "footer", settings: FooterSettings, load: loadFooter, view: Footer }),
  one({ type: "header", settings: HeaderSettings, load: loadHeader, view: Header }),
  one({ type: "hero", settings: HeroSettings, load: loadHero, view: Hero }),
  one({ type: "landscape", settings: LandscapeSettings, load: loadLandscape, view: Landscape }),
  one({ type: "page-main", settings: PageMainSettings, load: loadPageMain, view: PageMain }),
  one({ type: "product-main", settings: ProductMainSettings, load: loadProductMain, view: ProductMain }),
  one({ type: "related", settings: RelatedSettings, load: loadRelated, view: Related }),
  one({ type: "rich-text", settings: RichTextSettings, load: loadRichText, view: RichText }),
  one({ type: "search-main", settings: SearchMainSettings, load: loadSearchMain, view: SearchMain }),
  one({ type: "statement", settings: StatementSettings, load: loadStatement, view: Statement }),
];
